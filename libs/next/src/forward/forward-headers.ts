/** Of one connection, not of the message (RFC 9110, section 7.6.1); what `Connection` names is added. */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** What the service gets: the person is known by `Authorization` alone, so no cookie travels. */
export function requestHeaders(sent: Headers): Headers {
  const headers = without(sent, [...hopByHop, 'host', 'cookie', 'expect']);
  // Next drops `Content-Encoding` of an answer, a packed body would arrive as rubbish.
  headers.set('Accept-Encoding', 'identity');
  return headers;
}

/** What the browser gets. */
export function responseHeaders(received: Headers): Headers {
  // `fetch` has unpacked what a service packed all the same: neither its encoding nor its length is true any more.
  const unpacked = received.has('Content-Encoding') ? ['content-encoding', 'content-length'] : [];
  const headers = without(received, [...hopByHop, 'set-cookie', ...unpacked]);
  if (headers.get('Content-Type')?.startsWith('text/event-stream') === true) {
    // Packing would hold events back until a block is full, here and in proxies (nginx reads the second).
    headers.set('Cache-Control', 'no-cache, no-transform');
    headers.set('X-Accel-Buffering', 'no');
  }
  return headers;
}

function without(given: Headers, names: readonly string[]): Headers {
  const headers = new Headers(given);
  const named = (given.get('Connection') ?? '').split(',').map((name) => name.trim());
  for (const name of [...names, ...named.filter((token) => /^[\w!#$%&'*+.^`|~-]+$/.test(token))]) headers.delete(name);
  return headers;
}
