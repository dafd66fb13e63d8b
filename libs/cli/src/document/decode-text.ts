import { Refusal } from './refusal.ts';

/**
 * Text from bytes as UTF-8, in which JSON travels (RFC 8259, section 8.1); a byte order mark is left out.
 * @throws {Refusal} for any other encoding.
 */
export function decodeText(chunks: readonly Uint8Array[], source: string): string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    const text = chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode();
    // Latin letters in UTF-16 are valid UTF-8, each beside a zero.
    if (!text.includes('\0')) return text;
  } catch (error) {
    throw notUtf8(source, error);
  }
  throw notUtf8(source, null);
}

function notUtf8(source: string, cause: unknown): Refusal {
  return new Refusal(`${source} is not written in UTF-8: save it in that encoding.`, { cause });
}
