import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Failure } from '../failure.ts';
import { findPython } from './find-python.ts';

const folder = mkdtempSync(join(tmpdir(), 'throughline-python-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A program that answers as this Python would. */
function program(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('the search for Python', () => {
  test('finds the one of this machine', () => {
    expect(findPython().version).toMatch(/^3\.1[123]\./);
  });

  test.each(['3.11.0', '3.12.9', '3.13.1'])('takes %s where the override says so', (version) => {
    const command = program(`python-${version}`, `echo ${version}`);
    expect(findPython({ THROUGHLINE_PYTHON: command })).toEqual({ command, version });
  });

  test.each<[string, string, string]>([
    ['too old', 'echo 3.10.13', 'is 3.10.13'],
    ['too new', 'echo 3.14.0', 'is 3.14.0'],
    ['Python 2', 'echo 2.7.18', 'is 2.7.18'],
    ['without venv', 'echo "No module named venv" >&2; exit 1', 'lacks venv, ensurepip or ssl'],
    ['a shim of a version that is not selected', 'exit 127', 'None was found'],
  ])('refuses one that is %s in one line that says what to do', (_, script, found) => {
    const command = program('python-bad', script);
    const search = () => findPython({ THROUGHLINE_PYTHON: command });
    expect(search).toThrow(Failure);
    expect(search).toThrow(found);
    expect(search).toThrow(/^Python 3\.11 to 3\.13 is needed\. .* Install one .*THROUGHLINE_PYTHON[^\n]*$/);
  });

  test('refuses an override that is no program', () => {
    expect(() => findPython({ THROUGHLINE_PYTHON: join(folder, 'absent') })).toThrow('None was found');
  });
});
