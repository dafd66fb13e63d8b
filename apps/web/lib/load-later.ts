const firstPauseMs = 1000;
const longestPauseMs = 16_000;

/**
 * Loads code that comes after the page. What is lost on its way is asked for again: at once when the network is back, for
 * about half a minute while there is one.
 * @throws the last failure
 */
export async function loadLater<Module>(load: () => Promise<Module>): Promise<Module> {
  let pauseMs = firstPauseMs;
  for (;;) {
    try {
      return await load();
    } catch (error) {
      if (navigator.onLine && pauseMs > longestPauseMs) throw error;
      await pause(pauseMs);
      if (navigator.onLine) pauseMs *= 2;
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    window.addEventListener('online', end);
  });
}
