import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { reachableByOthers, type Identity } from './identity.ts';

/**
 * Where a server of this stack keeps its data; the folder's parent exists afterwards. Root's servers run as nobody, who
 * cannot enter a closed folder such as root's home: their data then stand elsewhere.
 * @param folder of the stack
 * @param name of the server
 */
export function dataFolder(folder: string, identity: Identity, name: string): string {
  if (!('uid' in identity) || reachableByOthers(folder)) return join(folder, name);
  const elsewhere = join('/var/lib', `throughline-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`);
  mkdirSync(elsewhere, { recursive: true });
  chmodSync(elsewhere, 0o755);
  return join(elsewhere, name);
}
