import 'server-only';
import { HttpError, isSdkError } from '@throughline/sdk';
import type { NextResponse } from 'next/server';
import { logError } from '../../../lib/log-error.ts';
import type { Flow } from './flow-cookie.ts';
import { leadTo } from './lead-to.ts';

/** Leads to the page that says what went wrong and what to do. What is no failure of a call is thrown again. */
export function leadToProblem(error: unknown, purpose: Flow['purpose']): NextResponse {
  if (!isSdkError(error)) throw error;
  if (!(error instanceof HttpError) || error.status >= 500) logError(error);
  const isSignedOut = error.category === 'authentication';
  if (purpose === 'link' && isSignedOut) return leadTo('/sign-in?ended=1&next=%2Fsettings%2Fconnections');
  return leadToProblemOf(error instanceof HttpError ? error.code : 'server.unavailable', purpose);
}

export function leadToProblemOf(code: string, purpose: Flow['purpose']): NextResponse {
  const page = purpose === 'link' ? '/settings/connections' : '/social/problem';
  return leadTo(`${page}?problem=${encodeURIComponent(code)}`);
}
