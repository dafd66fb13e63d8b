import { USAGE, readCommand } from './commands/arguments.ts';
import { check } from './commands/check.ts';
import { sync } from './commands/sync.ts';
import { Refusal } from './document/refusal.ts';

export interface Streams {
  out: (line: string) => void;
  error: (line: string) => void;
}

/** Runs one command line and returns its exit code (see `USAGE`). */
export async function run(args: string[], folder: string, streams: Streams): Promise<number> {
  try {
    const command = await readCommand(args, folder);
    if (command.name === 'help') {
      streams.out(USAGE);
      return 0;
    }
    const options = { waitMs: command.waitMs, verbose: command.verbose, print: streams.out };
    return await (command.name === 'sync' ? sync : check)(command.documents, options);
  } catch (error) {
    if (error instanceof Refusal) {
      streams.error(error.message);
      return 2;
    }
    streams.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 3;
  }
}
