import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { files } from './files.ts';
import { pythonCodes } from './python-codes.ts';

const workspaceRoot = resolve(import.meta.dirname, '../../..');

test.each(Object.entries(files))('%s is what its table makes; `nx run codegen:generate` writes it', (path, content) => {
  expect(readFileSync(resolve(workspaceRoot, path), 'utf8')).toBe(content);
});

test('a text with quotes, backslashes and line breaks stays one Python string', () => {
  const python = pythonCodes({ 'a.b': { status: 400, retryable: false, message: 'say "no"\\\n', help: 'x' } });
  expect(python).toContain(String.raw`message="say \"no\"\\\n",`);
});
