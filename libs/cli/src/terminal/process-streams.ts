import type { Streams } from './streams.ts';

/** Back to the start of the line, and nothing behind it (ECMA-48, 8.3.41). */
const CLEAR_LINE = '\r\u001b[K';

export interface Outlet {
  write: (text: string) => unknown;
  isTTY?: boolean;
}

/** The process's own streams: colours and progress on a terminal alone, and no colours where nobody wants them. */
export function processStreams(stdout: Outlet, stderr: Outlet, noColours: boolean): Streams {
  let hasProgress = false;
  const clear = (): void => {
    if (hasProgress) stderr.write(CLEAR_LINE);
    hasProgress = false;
  };
  const streams: Streams = {
    out: (line) => {
      clear();
      stdout.write(`${line}\n`);
    },
    error: (line) => {
      clear();
      stderr.write(`${line}\n`);
    },
    hasColours: stdout.isTTY === true && !noColours,
  };
  if (stderr.isTTY !== true) return streams;
  const progress = (text: string | null): void => {
    clear();
    hasProgress = text !== null;
    if (text !== null) stderr.write(text);
  };
  return { ...streams, progress };
}
