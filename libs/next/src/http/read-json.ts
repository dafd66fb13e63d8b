import type { CoreErrorCode } from '@throughline/contracts/wire';
import type * as z from 'zod/mini';

export type Reading<Value> = { readonly value: Value } | { readonly refused: CoreErrorCode };

/** Reads a small JSON body; more than `maximumBytes` is not taken in. */
export async function readJson<Value>(
  request: Request,
  schema: z.ZodMiniType<Value>,
  maximumBytes: number,
): Promise<Reading<Value>> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('Content-Type') ?? ''))
    return { refused: 'http.unsupported_media_type' };
  const text = await readText(request, maximumBytes);
  if (text === undefined) return { refused: 'http.body_too_large' };
  const json = parse(text);
  if (json === undefined) return { refused: 'http.malformed_request' };
  const parsed = schema.safeParse(json.value);
  return parsed.success ? { value: parsed.data } : { refused: 'validation.failed' };
}

async function readText(request: Request, maximumBytes: number): Promise<string | undefined> {
  const body: AsyncIterable<Uint8Array> | null = request.body;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maximumBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
