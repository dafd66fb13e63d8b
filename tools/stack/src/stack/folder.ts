import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace-root.ts';

/**
 * Everything that belongs to the running stack: data, secrets, addresses. Git ignores it; removing it starts anew.
 * `THROUGHLINE_STACK_FOLDER` puts it elsewhere.
 */
export function stackFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const folder = environment['THROUGHLINE_STACK_FOLDER'] ?? join(workspaceRoot, '.stack');
  mkdirSync(folder, { recursive: true });
  return folder;
}
