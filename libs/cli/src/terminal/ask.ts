import { type Interface, createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { Refusal } from '../document/refusal.ts';
import type { Ask } from './streams.ts';

/**
 * Questions on a terminal, one at a time.
 * @throws {Refusal} from the question when the input ends instead (Ctrl-C, Ctrl-D).
 */
export function askOn(input: Readable, output: Writable): Ask {
  return async (question, usual) => {
    const lines = createInterface({ input, output });
    try {
      const answer = await Promise.race([
        lines.question(`${question}${usual === null ? '' : ` [${usual}]`} `),
        ended(lines),
      ]);
      return answer.trim() === '' ? (usual ?? '') : answer.trim();
    } finally {
      lines.close();
    }
  };
}

async function ended(lines: Interface): Promise<never> {
  await new Promise((resolve) => {
    lines.once('SIGINT', resolve);
    lines.once('close', resolve);
  });
  throw new Refusal('Nothing was written: the questions were left without an answer.');
}
