import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Supervisor } from '../process/supervisor.ts';
import { restartOnChange } from './restart-on-change.ts';

test('a changed Python file starts each process again once, another file none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-change-'));
  mkdirSync(join(folder, 'app'));
  const lines: string[] = [];
  const steps: string[] = [];
  const supervisor = new Supervisor((name, line) => lines.push(`${name}: ${line}`));
  const script = { command: 'sh', args: ['-c', 'echo up; exec sleep 60'], cwd: folder, env: {} };
  for (const name of ['relay', 'worker']) await supervisor.start({ ...script, name });
  const stopWatching = restartOnChange(supervisor, ['relay', 'worker'], (step) => steps.push(step), [folder]);
  onTestFinished(async () => {
    stopWatching();
    await supervisor.stop();
    rmSync(folder, { recursive: true });
  });
  await expect.poll(() => lines.length).toBe(2);
  writeFileSync(join(folder, 'app', 'notes.txt'), 'one');
  // Several writes, as an editor does, are one change.
  for (const text of ['one', 'two', 'three']) writeFileSync(join(folder, 'app', 'models.py'), text);
  await expect.poll(() => lines.length).toBe(4);
  expect(steps).toEqual(['Starting the relay again', 'Starting the worker again']);
});
