import { readCommand } from './commands/arguments.ts';
import type { CommandOptions } from './commands/command-options.ts';
import { USAGE } from './commands/usage.ts';
import { Refusal } from './document/refusal.ts';
import { painter } from './terminal/paint.ts';
import type { Streams } from './terminal/streams.ts';

/** Runs one command line and returns its exit code (see `USAGE`). */
export async function run(args: string[], folder: string, streams: Streams): Promise<number> {
  const progress = streams.progress ?? (() => undefined);
  try {
    const command = await readCommand(args, folder);
    if (command.name === 'help') {
      streams.out(USAGE);
      return 0;
    }
    const { waitMs, timeoutMs, verbose, json } = command;
    const paint = painter(streams.hasColours === true);
    const options: CommandOptions = { folder, waitMs, timeoutMs, verbose, json, print: streams.out, paint, progress };
    // Each command brings what it needs: one that finds nothing to do is not to wait for the generator to load.
    if (command.name === 'sync') return await (await import('./commands/sync.ts')).sync(command.documents, options);
    if (command.name === 'watch')
      return await (await import('./commands/watch.ts')).watch(command.documents, options, interruption());
    if (command.name === 'explain') return await (await import('./commands/explain.ts')).explain(command, options);
    if (command.name === 'init')
      return await (await import('./commands/init.ts')).init(command, streams.ask ?? null, options);
    const { check } = await import('./commands/check.ts');
    return await check(command.documents, command.isPartial, options);
  } catch (error) {
    const isRefusal = error instanceof Refusal;
    const message = error instanceof Error ? error.message : String(error);
    // The command line itself may be what is refused, so it cannot be asked.
    if (args.includes('--json')) streams.out(JSON.stringify({ error: { message } }));
    streams.error(isRefusal || !(error instanceof Error) ? message : (error.stack ?? message));
    return isRefusal ? 2 : 3;
  } finally {
    progress(null);
  }
}

/** Ends what goes on until somebody ends it: Ctrl-C, or a supervisor. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => {
      controller.abort();
    });
  return controller.signal;
}
