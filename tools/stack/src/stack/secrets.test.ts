import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { stackSecrets } from './secrets.ts';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-secrets-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

test('secrets are long, made once, and readable by their owner alone', () => {
  const folder = temporaryFolder();
  const made = stackSecrets(folder);
  for (const secret of Object.values(made)) expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(new Set(Object.values(made)).size).toBe(Object.keys(made).length);
  expect(stackSecrets(folder)).toEqual(made);
  expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).toContain(made.JWT_SECRET);
});

test('a file that lacks one is refused with what to do, and stays as it is', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'secrets.json'), '{"JWT_SECRET":"x"}');
  expect(() => stackSecrets(folder)).toThrow('Remove the folder .stack to start anew');
  expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).toBe('{"JWT_SECRET":"x"}');
});

test('a file of an older version gets what was added since and keeps the rest', () => {
  const folder = temporaryFolder();
  const { SESSION_SECRET: added, ...older } = stackSecrets(folder);
  writeFileSync(join(folder, 'secrets.json'), JSON.stringify(older));
  const secrets = stackSecrets(folder);
  expect(secrets).toMatchObject(older);
  expect(secrets.SESSION_SECRET).not.toBe(added);
  expect(stackSecrets(folder)).toEqual(secrets);
});
