import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PACKAGE = fileURLToPath(new URL('../', import.meta.url));
const execute = promisify(execFile);

/** A folder that nothing else is in, with the packed package installed as a stranger would, beside zod and TypeScript. */
export class PackedFolder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async make(): Promise<PackedFolder> {
    const folder = new PackedFolder(await mkdtemp(join(tmpdir(), 'throughline-packed-')));
    const { packageManager } = await readObject(join(PACKAGE, '../../package.json'));
    await execute('npx', ['--yes', String(packageManager), 'pack', '--pack-destination', folder.path], {
      cwd: PACKAGE,
    });
    const [archive = 'none'] = (await readdir(folder.path)).filter((name) => name.endsWith('.tgz'));
    const versions = await Promise.all(
      ['zod', 'typescript'].map(async (name) => {
        const { version } = await readObject(join(PACKAGE, 'node_modules', name, 'package.json'));
        return `${name}@${String(version)}`;
      }),
    );
    await writeFile(join(folder.path, 'package.json'), '{ "type": "module" }');
    await folder.run('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', `./${archive}`, ...versions);
    return folder;
  }

  /** The output of a command in the folder; one that fails throws with `code`, `stdout` and `stderr`. */
  async run(command: string, ...args: string[]): Promise<string> {
    return (await execute(command, args, { cwd: this.path })).stdout;
  }

  /** What the compiler says of a project of the folder; nothing when all is well. */
  async typeCheck(project: string): Promise<string> {
    try {
      return await this.run('npx', 'tsc', '--pretty', 'false', '--project', project);
    } catch (error) {
      if (error instanceof Error && 'stdout' in error) return String(error.stdout);
      throw error;
    }
  }

  remove(): Promise<void> {
    return rm(this.path, { recursive: true });
  }
}

export async function readObject(path: string): Promise<Record<string, unknown>> {
  return parseObject(await readFile(path, 'utf8'));
}

export function parseObject(text: string): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>;
}
