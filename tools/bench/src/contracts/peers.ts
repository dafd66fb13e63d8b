import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package of its own: what the peers need has no place in the workspace's lock. */
export const peersFolder = join(import.meta.dirname, '../../peers');
export const peersModules = join(peersFolder, 'node_modules');

/** Installs just what the lock says; nothing happens when that is there. */
export function installPeers(): void {
  const stamp = join(peersModules, '.bench-lock.json');
  const lock = readFileSync(join(peersFolder, 'package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  rmSync(peersModules, { recursive: true, force: true });
  execFileSync('npm', ['ci'], { cwd: peersFolder, stdio: ['ignore', 'ignore', 'inherit'] });
  writeFileSync(stamp, lock);
}

export function peerVersion(name: string): string {
  const text = readFileSync(join(peersModules, name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
