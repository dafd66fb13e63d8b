import { join, relative } from 'node:path';
import type { NamedDocument } from '../config/load-config.ts';
import { prepare } from './prepare.ts';
import type { CommandOptions } from './sync.ts';

/**
 * Whether the generated code is what its document gives, byte for byte. Changes nothing.
 * @returns the exit code: 0, or 1 with a list of the files that differ.
 */
export async function check(documents: NamedDocument[], options: CommandOptions): Promise<number> {
  let drifted = 0;
  for (const { document, difference } of await prepare(documents, options.waitMs)) {
    const kinds = [
      ['missing', difference.added],
      ['differs', difference.changed],
      ['no longer generated', difference.removed],
    ] as const;
    for (const [kind, paths] of kinds) {
      for (const path of paths) options.print(`${kind}: ${relative(process.cwd(), join(document.out, path))}`);
      drifted += paths.length;
    }
  }
  if (drifted === 0) return 0;
  options.print(
    `${drifted} generated ${drifted === 1 ? 'file is' : 'files are'} not what the document gives: run "throughline sync" and commit the result.`,
  );
  return 1;
}
