import type { IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import { ServiceError } from '../errors/service-error.ts';

/**
 * The JSON body of a request, gzip accepted.
 * @param maxBytes counted after unpacking, so that a small body cannot become a large one
 * @throws {ServiceError} `http.unsupported_media_type`, `http.body_too_large`, `http.malformed_request`
 */
export async function readJsonBody(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new ServiceError('http.unsupported_media_type');
  const text = new TextDecoder('utf-8', { fatal: true });
  try {
    return JSON.parse(text.decode(await collect(request, maxBytes))) as unknown;
  } catch (cause) {
    if (cause instanceof ServiceError) throw cause;
    throw new ServiceError('http.malformed_request', { message: 'The body is not complete JSON in UTF-8.', cause });
  }
}

async function collect(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new ServiceError('http.body_too_large');
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of unpacked(request)) {
    length += chunk.length;
    if (length > maxBytes) throw new ServiceError('http.body_too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function unpacked(request: IncomingMessage): AsyncIterable<Buffer> {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  // Kept when the reading ends early: the refusal is still to be sent over its connection.
  if (encoding === 'identity') return request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  if (encoding !== 'gzip') throw new ServiceError('http.unsupported_media_type');
  // Cut off already: nothing would end the unpacking.
  if (request.destroyed) throw new Error('The body was cut off.');
  const gunzip = createGunzip();
  // A body that is cut off must end the reading too.
  request
    .once('error', (error) => gunzip.destroy(error))
    .once('aborted', () => gunzip.destroy(new Error('The body was cut off.')));
  return request.pipe(gunzip) as AsyncIterable<Buffer>;
}
