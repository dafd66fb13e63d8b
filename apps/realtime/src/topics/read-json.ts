import { readBounded } from '@throughline/service-kit';

/** Longer than any answer about topics, in UTF-16 code units. */
const maxLength = 1024 * 1024;

/** What an owner of topics answers; undefined when it is no JSON, too long, or not there in time. */
export async function readJson(response: Response, signal: AbortSignal): Promise<unknown> {
  try {
    return JSON.parse((await readBounded(response, maxLength, signal)) ?? '');
  } catch {
    return undefined;
  }
}
