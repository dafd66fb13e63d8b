import { watch } from 'node:fs';
import { join } from 'node:path';
import type { Supervisor } from '../process/supervisor.ts';
import { workspaceRoot } from '../workspace-root.ts';

const sources = ['apps/backend', 'libs/django/src'].map((path) => join(workspaceRoot, path));
/** An editor writes a file in several steps. */
const settleMs = 300;

/**
 * Starts these processes anew whenever a Python file changes; they have no reloader of their own.
 * @returns ends the watching
 */
export function restartOnChange(
  supervisor: Supervisor,
  names: readonly string[],
  report: (step: string) => void,
  folders: readonly string[] = sources,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let restarting = Promise.resolve();
  const restart = () => {
    restarting = restarting.then(async () => {
      for (const name of names) {
        report(`Starting the ${name} again`);
        await supervisor.restart(name);
      }
    });
  };
  const watchers = folders.map((folder) =>
    watch(folder, { recursive: true }, (_, file) => {
      if (file?.endsWith('.py') !== true) return;
      clearTimeout(timer);
      timer = setTimeout(restart, settleMs);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
