import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, freePortFrom } from '../process/free-port.ts';

const preferredPorts = { web: 3000, postgres: 54_320, valkey: 63_790, backend: 8000, gateway: 8001 } as const;

type Listener = keyof typeof preferredPorts;
export type Ports = Readonly<Record<Listener, number>>;

const everything: readonly Listener[] = ['web', 'postgres', 'valkey', 'backend', 'gateway'];

/**
 * The usual ports, each moved on where something else listens or another stack has it; or any that are free, for stacks
 * that start beside each other.
 * @param listeners what will listen; of the others the usual port is told
 */
export async function choosePorts(
  choice: 'usual' | 'free' = 'usual',
  listeners: readonly Listener[] = everything,
): Promise<Ports> {
  const ports: Record<Listener, number> = { ...preferredPorts };
  for (const name of listeners)
    ports[name] = choice === 'usual' ? await freePortFrom(preferredPorts[name]) : await freePort();
  return ports;
}

/** Writes the one file that tells every task where things are. */
export function writeEnvironmentFile(folder: string, values: Readonly<Record<string, string>>): string {
  const file = join(folder, 'env');
  const text = Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return file;
}

/** @returns undefined when no stack has been started in this folder yet */
export function readEnvironmentFile(folder: string): Record<string, string> | undefined {
  try {
    const lines = readFileSync(join(folder, 'env'), 'utf8')
      .split('\n')
      .filter((line) => line.includes('='));
    return Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const),
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
