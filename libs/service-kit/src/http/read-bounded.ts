/**
 * The text of an answer, read no further than the bound.
 * @param maxLength in UTF-16 code units
 * @returns undefined when it is longer
 */
export async function readBounded(
  { body }: { readonly body: AsyncIterable<Uint8Array, unknown, unknown> | null },
  maxLength: number,
): Promise<string | undefined> {
  if (body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  // Leaving the loop cancels the rest of the answer.
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxLength) return undefined;
  }
  return text + decoder.decode();
}
