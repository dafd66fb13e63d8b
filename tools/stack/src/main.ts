import { serve } from './commands/serve.ts';
import { setup } from './commands/setup.ts';
import { dev, start } from './commands/start.ts';
import { summary } from './commands/summary.ts';
import { withPostgres } from './commands/with-postgres.ts';
import { withValkey } from './commands/with-valkey.ts';
import { Failure } from './failure.ts';
import { fullDiskFailure } from './full-disk.ts';

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  dev,
  serve,
  setup,
  start,
  summary,
  'with-postgres': withPostgres,
  'with-valkey': withValkey,
};

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  console.error(`There is no command "${name}". Commands: ${Object.keys(commands).join(', ')}.`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await command(args);
  } catch (thrown) {
    const error = fullDiskFailure(thrown) ?? thrown;
    if (!(error instanceof Failure)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
