import type { Paint } from '../terminal/paint.ts';

export interface CommandOptions {
  /** Paths are shown from here. */
  folder: string;
  waitMs: number;
  timeoutMs: number;
  verbose: boolean;
  /** One JSON object instead of lines for people. */
  json: boolean;
  /** Writes one line. */
  print: (line: string) => void;
  paint: Paint;
  progress: (text: string | null) => void;
}
