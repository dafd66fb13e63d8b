/** One line on what failed below HTTP, with what to do about it. `hasAnswered`: after the head of an answer had come. */
export function describeNetworkError(address: string, error: unknown, hasAnswered: boolean): string {
  const reason = reasonOf(error);
  if (hasAnswered)
    return `${address} broke off in the middle of its answer (${reason}): ask again, or look into the server’s log.`;
  return `${address} cannot be reached (${reason}): ${remedyFor(reason)}`;
}

function remedyFor(reason: string): string {
  if (/^(?:ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ENETDOWN)$/.test(reason))
    return 'check the address and your network.';
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(reason))
    return 'its certificate is not trusted here; NODE_EXTRA_CA_CERTS names a file with the one to trust.';
  return 'is the server running?';
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return cause instanceof Error ? cause.message : String(cause);
}
