import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { forward, type ForwardTarget } from './forward.ts';

const site = 'https://market.example';

async function service(handler: RequestListener): Promise<string> {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}

interface Seen {
  url: string | undefined;
  method: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Tells what it was sent. */
function echo(): Promise<string> {
  return service((request, response) => {
    void (async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
      const { url, method, headers } = request;
      const seen: Seen = { url, method, headers, body: Buffer.concat(chunks).toString('utf8') };
      response.setHeader('Set-Cookie', 'sessionid=django');
      response.end(JSON.stringify(seen));
    })();
  });
}

function forwardTo(targets: readonly ForwardTarget[]) {
  const errors: unknown[] = [];
  return { handle: forward({ targets: () => targets, onError: (error) => errors.push(error) }), errors };
}

async function seen(response: Response): Promise<Seen> {
  return (await response.json()) as Seen;
}

test.each([
  ['/api/projects/'],
  ['/api/projects'],
  ['/api/projects/a%2Fb/?search=%C3%A4%20b&page=2'],
  ['/api/u/john.doe/'],
  ['/api'],
])('%s arrives as it was sent', async (path) => {
  const { handle } = forwardTo([{ prefix: '/api', url: await echo() }]);
  expect((await seen(await handle(new Request(site + path)))).url).toBe(path);
});

test('the longest prefix decides, at whole segments', async () => {
  const named = (name: string) => service((_, response) => response.end(name));
  const { handle } = forwardTo([
    { prefix: '/api', url: await named('backend') },
    { prefix: '/api/v1/sse', url: await named('gateway') },
  ]);
  const owner = async (path: string) => (await handle(new Request(site + path))).text();
  expect(await owner('/api/v1/sse')).toBe('gateway');
  expect(await owner('/api/v1/sse/x')).toBe('gateway');
  expect(await owner('/api/v1/sse?x=1')).toBe('gateway');
  expect(await owner('/api/v1/ssex')).toBe('backend');
  expect(await owner('/api/v1/x/../sse')).toBe('gateway');
  expect((await handle(new Request(`${site}/apix`))).status).toBe(404);
});

test('cookies travel neither way, tokens and ids do', async () => {
  const { handle } = forwardTo([{ prefix: '/api', url: await echo() }]);
  const headers = { Cookie: 'session=x; theme=dark', Authorization: 'Bearer t', 'X-Request-ID': 'r-1', TE: 'trailers' };
  const response = await handle(new Request(`${site}/api/x`, { headers }));
  expect(response.headers.get('Set-Cookie')).toBeNull();
  const { headers: received } = await seen(response);
  expect(received).toMatchObject({ authorization: 'Bearer t', 'x-request-id': 'r-1', 'accept-encoding': 'identity' });
  expect(received).not.toHaveProperty('cookie');
  expect(received).not.toHaveProperty('te');
});

test('headers of one connection stay on it', async () => {
  const { handle } = forwardTo([{ prefix: '/api', url: await echo() }]);
  const headers = { Connection: 'close, x-hop', 'X-Hop': '1', 'Proxy-Authorization': 'Basic x', 'X-Kept': '1' };
  const { headers: received } = await seen(await handle(new Request(`${site}/api/x`, { headers })));
  expect(received).toMatchObject({ 'x-kept': '1' });
  expect(received).not.toHaveProperty('x-hop');
  expect(received).not.toHaveProperty('proxy-authorization');
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s passes with its body and length', async (method) => {
  const { handle } = forwardTo([{ prefix: '/api', url: await echo() }]);
  const body = '{"title":"ä"}';
  const headers = { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) };
  const received = await seen(await handle(new Request(`${site}/api/x/`, { method, body, headers })));
  expect(received).toMatchObject({ method, body });
  // Without it a WSGI server takes the body for empty.
  expect(received.headers).toMatchObject({ 'content-length': String(Buffer.byteLength(body)) });
});

test.each([
  [304, 'no body'],
  [204, 'no body'],
  [412, 'an error'],
  [302, 'a redirect, which is the browser’s to follow'],
])('%i passes as it is: %s', async (status) => {
  const url = await service((_, response) => response.writeHead(status, { ETag: '"7"', Location: '/x' }).end());
  const { handle } = forwardTo([{ prefix: '/api', url }]);
  const response = await handle(new Request(`${site}/api/x`));
  expect([response.status, response.headers.get('ETag')]).toEqual([status, '"7"']);
});

test('an answer that is packed all the same arrives whole', async () => {
  const url = await service((_, response) =>
    response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('{"ok":true}')),
  );
  const response = await forwardTo([{ prefix: '/api', url }]).handle(new Request(`${site}/api/x`));
  expect(response.headers.get('Content-Encoding')).toBeNull();
  expect(await response.json()).toEqual({ ok: true });
});

test('an upload of 30 MB arrives whole', async () => {
  const size = 30 * 1024 * 1024;
  const url = await service((request, response) => {
    let bytes = 0;
    request.on('data', (chunk: Uint8Array) => (bytes += chunk.byteLength));
    request.on('end', () => response.end(String(bytes)));
  });
  const { handle } = forwardTo([{ prefix: '/api', url }]);
  const response = await handle(new Request(`${site}/api/x`, { method: 'POST', body: new Uint8Array(size) }));
  expect(await response.text()).toBe(String(size));
});

describe('event streams', () => {
  test('each event passes when it is sent, and nothing on the way may pack or keep it', async () => {
    let send: (text: string) => void = () => undefined;
    const url = await service((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: 1\n\n');
      send = (text) => response.write(text);
    });
    const response = await forwardTo([{ prefix: '/api', url }]).handle(new Request(`${site}/api/sse`));
    expect(response.headers.get('Cache-Control')).toBe('no-cache, no-transform');
    expect(response.headers.get('X-Accel-Buffering')).toBe('no');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe('data: 1\n\n');
    send('data: 2\n\n');
    expect((await reader?.read())?.value).toBe('data: 2\n\n');
  });

  test('a reader that goes away ends the stream at the service', async () => {
    let onClosed: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (onClosed = resolve));
    const url = await service((_, response) => {
      response.on('close', onClosed);
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: 1\n\n');
    });
    const leave = new AbortController();
    const request = new Request(`${site}/api/sse`, { signal: leave.signal });
    await forwardTo([{ prefix: '/api', url }]).handle(request);
    leave.abort();
    await closed;
  });
});

describe('a service that fails', () => {
  test('and cannot be reached is a 503 in the usual form, and reported', async () => {
    const { handle, errors } = forwardTo([{ prefix: '/api', url: 'http://127.0.0.1:1' }]);
    const response = await handle(new Request(`${site}/api/x`, { headers: { 'X-Request-ID': 'r-9' } }));
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'server.unavailable', request_id: 'r-9' });
    expect(errors).toHaveLength(1);
  });

  test('and hangs up half-way breaks the body instead of ending it', async () => {
    const url = await service((request, response) => {
      response.writeHead(200, { 'Content-Length': '100' }).write('half');
      setImmediate(() => request.socket.destroy());
    });
    const response = await forwardTo([{ prefix: '/api', url }]).handle(new Request(`${site}/api/x`));
    await expect(response.text()).rejects.toThrow();
  });

  test('and was given up by the browser is no error of ours', async () => {
    const url = await service(() => undefined);
    const { handle, errors } = forwardTo([{ prefix: '/api', url }]);
    const leave = new AbortController();
    const answer = handle(new Request(`${site}/api/x`, { signal: leave.signal }));
    leave.abort();
    await expect(answer).rejects.toThrow();
    expect(errors).toEqual([]);
  });
});
