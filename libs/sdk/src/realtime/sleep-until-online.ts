/** Only a page has these. */
type OnlineEvents = Partial<Pick<typeof globalThis, 'addEventListener' | 'removeEventListener'>>;

/** Waits, but not longer than until the browser says that it is online again. */
export function sleepUntilOnline(milliseconds: number, signal: AbortSignal): Promise<void> {
  const page: OnlineEvents = globalThis;
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      page.removeEventListener?.('online', wake);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, signal.aborted ? 0 : milliseconds);
    page.addEventListener?.('online', wake);
    signal.addEventListener('abort', wake);
  });
}
