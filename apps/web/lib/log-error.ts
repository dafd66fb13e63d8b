import { isSdkError } from '@throughline/sdk';

/** One line for the server's log: what failed and under which request id; never a token or a body. */
export function logError(error: unknown): void {
  console.error(JSON.stringify({ level: 'error', time: new Date().toISOString(), ...describe(error) }));
}

function describe(error: unknown): Record<string, unknown> {
  if (isSdkError(error)) {
    const { method, path, requestId } = error.call;
    return { msg: error.message, error: error.name, method, path, request_id: requestId };
  }
  if (!(error instanceof Error)) return { msg: String(error) };
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  return { msg: error.message, error: error.name, ...(cause === undefined ? {} : { cause }) };
}
