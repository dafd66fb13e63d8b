/**
 * The text of an answer, read no further than the bound.
 * @param maxLength in UTF-16 code units
 * @param signal of the request; asked here too, because Node's `fetch` may forget it when memory is collected after the head
 * @returns undefined when it is longer
 * @throws the signal's reason
 */
export async function readBounded(
  { body }: { readonly body: ReadableStream<Uint8Array> | null },
  maxLength: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (body === null) return '';
  const reader = body.getReader();
  const cancel = (): void => {
    // A read that waits then ends; what fails in leaving an answer matters to nobody.
    reader.cancel().catch(() => undefined);
  };
  signal.addEventListener('abort', cancel);
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return text + decoder.decode();
      text += decoder.decode(value, { stream: true });
      if (text.length > maxLength) return undefined;
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}
