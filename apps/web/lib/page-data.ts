import 'server-only';
import { HttpError, isSdkError, SessionExpiredError } from '@throughline/sdk';
import { notFound, redirect } from 'next/navigation';

/**
 * What a page needs in order to be shown. Signed out leads to the sign-in page, what does not exist to "not found", and
 * every other failure to the error page, which shows the request id: Next hands `digest` alone to the browser.
 */
export async function pageData<Data>(call: Promise<Data>): Promise<Data> {
  try {
    return await call;
  } catch (error) {
    if (!isSdkError(error)) throw error;
    if (error instanceof SessionExpiredError || error.category === 'authentication') redirect('/sign-in?ended=1');
    if (error instanceof HttpError && error.status === 404) notFound();
    throw Object.assign(error, { digest: error.call.requestId });
  }
}
