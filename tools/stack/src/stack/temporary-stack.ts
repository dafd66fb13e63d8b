import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack, type RunningStack, type StackOptions } from './start-stack.ts';

export interface TemporaryStack extends RunningStack {
  /** What was started, and what the processes have printed, for a failed test to tell. */
  log: string[];
}

/** The whole stack on data of its own and free ports, for one run of tests; `stop` removes the data. */
export async function startTemporaryStack(
  options: Pick<StackOptions, 'overrides' | 'withWeb'> = {},
): Promise<TemporaryStack> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-stack-'));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  // The database runs as another person than root.
  chmodSync(folder, 0o755);
  const log: string[] = [];
  try {
    const stack = await startStack({
      ...options,
      folder,
      ports: 'free',
      print: (name, line) => log.push(`${name}: ${line}`),
      report: (step) => log.push(step),
      signal: new AbortController().signal,
    });
    const stop = async () => {
      await stack.stop();
      remove();
    };
    return { ...stack, log, stop };
  } catch (error) {
    remove();
    throw error;
  }
}
