import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack, type RunningStack } from '@throughline/stack/start-stack';

export interface TestStack extends RunningStack {
  /** What the processes have printed, for a failed test to tell. */
  log: string[];
}

/** The whole stack on data of its own, as `npm start` starts it. */
export async function startTestStack(overrides: Readonly<Record<string, string>> = {}): Promise<TestStack> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-stack-'));
  chmodSync(folder, 0o755);
  const log: string[] = [];
  const print = (name: string, line: string) => log.push(`${name}: ${line}`);
  const stack = await startStack({
    folder,
    overrides,
    print,
    report: (step) => log.push(step),
    signal: new AbortController().signal,
  });
  const stop = async () => {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...stack, log, stop };
}
