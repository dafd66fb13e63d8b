import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.ts';

const names = ['DJANGO_SECRET_KEY', 'JWT_SECRET', 'POSTGRES_PASSWORD', 'BACKEND_DATABASE_PASSWORD'] as const;

export type Secrets = Readonly<Record<(typeof names)[number], string>>;

/**
 * The secrets of this folder's stack, made on the first call and kept from then on.
 * @throws {Failure} when the file lacks one
 */
export function stackSecrets(folder: string): Secrets {
  const file = join(folder, 'secrets.json');
  if (!existsSync(file)) {
    const made = Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('base64url')] as const));
    writeFileSync(`${file}.new`, `${JSON.stringify(made, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isSecrets(kept))
    throw new Failure(`${file} is not complete. Remove the folder .stack to start anew; its data will be lost.`);
  return kept;
}

function isSecrets(value: unknown): value is Secrets {
  if (typeof value !== 'object' || value === null) return false;
  const entries = new Map<string, unknown>(Object.entries(value));
  return names.every((name) => typeof entries.get(name) === 'string');
}
