/**
 * A JSON object in which no name stands twice: of two, readers may take different ones (RFC 7515, section 4, and RFC 7519,
 * section 4).
 * @throws {SyntaxError} for any other text
 */
export function parseUniqueJson(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  if (!isRecord(value)) throw new SyntaxError('It is no object.');
  if (countNames(text) !== countMembers(value)) throw new SyntaxError('A name stands twice.');
  return value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const quote = 0x22;
const colon = 0x3a;
const backslash = 0x5c;

/** Of a text that is JSON: each colon outside of strings follows a name. */
function countNames(text: string): number {
  let count = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isInString) {
      if (code === backslash) index += 1;
      else if (code === quote) isInString = false;
    } else if (code === quote) isInString = true;
    else if (code === colon) count += 1;
  }
  return count;
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const parts: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  let count = Array.isArray(value) ? 0 : parts.length;
  for (const part of parts) count += countMembers(part);
  return count;
}
