/** Asks a person one question. An empty answer is the default; null is none. */
export type Ask = (question: string, usual: string | null) => Promise<string>;

/** Where a command writes, and whom it can ask. */
export interface Streams {
  /** One line of the result. */
  out: (line: string) => void;
  /** One line for whoever looks for what went wrong. */
  error: (line: string) => void;
  /**
   * Whether `out` shows colours.
   * @default false
   */
  hasColours?: boolean;
  /** Shows what is being done, in the place of what it showed before; null takes it away. Left out where nobody watches. */
  progress?: (text: string | null) => void;
  /** Left out where nobody can answer. */
  ask?: Ask;
}
