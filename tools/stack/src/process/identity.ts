import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** As whom a server runs; empty for an ordinary user, who needs no other. */
export type Identity = { uid: number; gid: number } | Record<string, never>;

/** `nobody` and `nogroup` by number: they need no entry in the user database. */
const unprivileged = { uid: 65534, gid: 65534 };

/** Root's servers give up its rights: PostgreSQL refuses them, and no other needs them. */
export function serverIdentity(): Identity {
  return process.getuid?.() === 0 ? unprivileged : {};
}

/** Whether another user can pass every folder on the way; a clone in root's home is closed to them. */
export function reachableByOthers(path: string): boolean {
  accessSync(path, constants.R_OK);
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o005) !== 0o005) return false;
  }
  return true;
}
