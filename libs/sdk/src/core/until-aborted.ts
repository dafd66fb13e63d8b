/**
 * What the work brings, or an `AbortError` when the signal comes first, which itself says why. Node's `fetch` may forget the
 * signal of a request when memory is collected after the head of the answer, and its body would be waited for without end.
 */
export function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      reject(new DOMException('The signal has ended the wait.', 'AbortError'));
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    void work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  });
}
