/** Sets a word off on a terminal; elsewhere it stays as it is. */
export type Paint = (tone: Tone, text: string) => string;

export type Tone = 'good' | 'bad' | 'doubtful' | 'quiet';

/** Codes of ECMA-48, 8.3.117: green, red, yellow, faint. */
const CODES: Readonly<Record<Tone, number>> = { good: 32, bad: 31, doubtful: 33, quiet: 2 };

export function painter(hasColours: boolean): Paint {
  return hasColours ? (tone, text) => `\u001b[${CODES[tone]}m${text}\u001b[0m` : (_tone, text) => text;
}
