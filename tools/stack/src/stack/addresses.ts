import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, freePortFrom } from '../process/free-port.ts';

const preferredPorts = { web: 3000, postgres: 54_320, backend: 8000, gateway: 8001 } as const;

export type Ports = Readonly<Record<keyof typeof preferredPorts, number>>;

/**
 * The usual ports, each moved on where something else listens already; or any that are free, for stacks that start beside
 * each other.
 */
export async function choosePorts(choice: 'usual' | 'free' = 'usual'): Promise<Ports> {
  const taken = new Set<number>();
  const next = async (preferred: number) => {
    const port = choice === 'usual' ? await freePortFrom(preferred, taken) : await freePort();
    taken.add(port);
    return port;
  };
  return {
    web: await next(preferredPorts.web),
    postgres: await next(preferredPorts.postgres),
    backend: await next(preferredPorts.backend),
    gateway: await next(preferredPorts.gateway),
  };
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
