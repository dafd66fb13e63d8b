import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment } from './env.ts';

export interface Usage {
  wallMs: number;
  /** User and system time of all Node processes, their threads included. */
  cpuMs: number;
  /** The largest resident set of one of them. */
  memoryMb: number;
  exitCode: number | null;
  output: string;
}

interface Reported {
  readonly userCPUTime: number;
  readonly systemCPUTime: number;
  readonly maxRSS: number;
}

/** Runs a Node program to its end, or to the limit, at which its exit code is null. */
export async function measureProcess(args: readonly string[], folder: string, limitMs: number): Promise<Usage> {
  const usageFolder = await mkdtemp(join(tmpdir(), 'throughline-usage-'));
  try {
    const startedAt = performance.now();
    const child = spawn(process.execPath, args, {
      cwd: folder,
      env: childEnvironment(usageFolder),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limitMs,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    const exitCode = await new Promise<number | null>((resolve, reject) =>
      child.on('error', reject).on('close', resolve),
    );
    const wallMs = performance.now() - startedAt;
    const files = await readdir(usageFolder);
    const reports = await Promise.all(
      files.map(async (file) => JSON.parse(await readFile(join(usageFolder, file), 'utf8')) as Reported),
    );
    return {
      wallMs,
      cpuMs: reports.reduce((sum, { userCPUTime, systemCPUTime }) => sum + userCPUTime + systemCPUTime, 0) / 1000,
      memoryMb: Math.max(0, ...reports.map(({ maxRSS }) => maxRSS)) / 1024,
      exitCode,
      output,
    };
  } finally {
    await rm(usageFolder, { recursive: true });
  }
}
