import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace-root.ts';

/** Everything that belongs to the running stack: data, secrets, addresses. Git ignores it; removing it starts anew. */
export function stackFolder(): string {
  const folder = join(workspaceRoot, '.stack');
  mkdirSync(folder, { recursive: true });
  return folder;
}
