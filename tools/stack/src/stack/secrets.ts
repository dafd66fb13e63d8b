import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.ts';

const names = ['DJANGO_SECRET_KEY', 'JWT_SECRET', 'POSTGRES_PASSWORD', 'BACKEND_DATABASE_PASSWORD'] as const;
/** No data depends on them: a folder that an older version made gets them without a loss. */
const addedLater = ['SESSION_SECRET', 'VALKEY_PASSWORD'] as const;

export type Secrets = Readonly<Record<(typeof names | typeof addedLater)[number], string>>;

/**
 * The secrets of this folder's stack, made on the first call and kept from then on.
 * @throws {Failure} when the file lacks one that the data was made with
 */
export function stackSecrets(folder: string): Secrets {
  const file = join(folder, 'secrets.json');
  const kept: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : made(names);
  const secrets = isRecord(kept) ? { ...made(addedLater), ...kept } : undefined;
  if (!isSecrets(secrets))
    throw new Failure(`${file} is not complete. Remove the folder .stack to start anew; its data will be lost.`);
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}

function made(wanted: readonly string[]): Record<string, string> {
  return Object.fromEntries(wanted.map((name) => [name, randomBytes(32).toString('base64url')] as const));
}

function isSecrets(value: Readonly<Record<string, unknown>> | undefined): value is Secrets {
  return value !== undefined && [...names, ...addedLater].every((name) => typeof value[name] === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
