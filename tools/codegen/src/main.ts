import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { files } from './files.ts';

const workspaceRoot = resolve(import.meta.dirname, '../../..');

for (const [path, content] of Object.entries(files)) {
  const target = resolve(workspaceRoot, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
}
