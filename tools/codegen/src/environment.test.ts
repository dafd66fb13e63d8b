import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { variables, type Reader } from './environment.ts';

const workspaceRoot = resolve(import.meta.dirname, '../../..');

function namesIn(path: string, pattern: RegExp): string[] {
  const text = readFileSync(join(workspaceRoot, path), 'utf8');
  return [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].sort();
}

/** Variables of this reader, save those that it is given by its framework and not by its own `env` file. */
function namesOf(reader: Reader, ...frameworks: readonly string[]): string[] {
  const read = variables.filter(({ name, readers }) => readers.includes(reader) && !frameworks.includes(name));
  return read.map(({ name }) => name).sort();
}

describe('shared-config/environment.json', () => {
  test('names each variable once, with who reads it, and requires it of none but its readers', () => {
    const names = variables.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, about, readers, requiredBy, default: value } of variables) {
      expect(name).toMatch(/^[A-Z][A-Z0-9_]*$/);
      expect(about).toMatch(/\.$/);
      expect(readers.length).toBeGreaterThan(0);
      expect(readers).toEqual(expect.arrayContaining([...requiredBy]));
      if (requiredBy.length > 0) expect(value).toBeNull();
    }
  });

  test.each<[Reader, string, RegExp, readonly string[]]>([
    ['backend', 'apps/backend/config/env.py', /_(?:read|required)\("([A-Z_]+)"/g, ['DJANGO_SETTINGS_MODULE']],
    ['realtime', 'apps/realtime/src/env.ts', /^ {2}([A-Z_]+):/gm, []],
    ['web', 'apps/web/env.ts', /^ {2}([A-Z_]+):/gm, ['PORT', 'HOSTNAME']],
    ['ingress', 'deploy/ingress/start.sh', /\$\{([A-Z_]+)/g, []],
  ])('names what the %s reads, no more and no less', (reader, path, pattern, frameworks) => {
    expect(namesIn(path, pattern)).toEqual(namesOf(reader, ...frameworks));
  });

  test('names everything that docker-compose.yml asks for, and what it gives to a process is read there', () => {
    const known = variables.map(({ name }) => name);
    for (const name of namesIn('docker-compose.yml', /\$\{([A-Z_]+)/g)) expect(known).toContain(name);
    const given = namesIn('docker-compose.yml', /^ +([A-Z][A-Z_]+): /gm);
    const ofImages = ['POSTGRES_USER', 'POSTGRES_DB', 'REDISCLI_AUTH'];
    for (const name of given.filter((other) => !ofImages.includes(other))) expect(known).toContain(name);
  });
});

const secret = 'only-for-this-test-0123456789-0123456789-0123456789';
/** A good value of each variable that something requires. */
const good: Readonly<Record<string, string>> = {
  PUBLIC_URL: 'http://localhost:3000',
  BACKEND_URL: 'http://localhost:8000',
  GATEWAY_URL: 'http://localhost:8001',
  DATABASE_URL: 'postgres://backend:password@localhost:5432/backend',
  SESSION_SECRET: secret,
  // Another than Django's own, which refuses to share it.
  JWT_SECRET: secret.toUpperCase(),
  DJANGO_SECRET_KEY: secret,
  EMAIL_URL: 'smtp://localhost:25',
};

type Settings = Readonly<Record<string, string>>;

/** What the process says when it parses these settings and nothing else; undefined when it takes them. */
const refusals: Readonly<Record<'backend' | 'realtime' | 'web', (settings: Settings) => string | undefined>> = {
  backend: (settings) =>
    refusal(join(workspaceRoot, '.venv/bin/python'), ['manage.py', 'check'], 'apps/backend', {
      ...settings,
      DJANGO_SETTINGS_MODULE: 'config.settings.production',
    }),
  realtime: (settings) => refusal(process.execPath, parse('./src/env.ts'), 'apps/realtime', settings),
  web: (settings) => refusal(process.execPath, parse('./env.ts'), 'apps/web', settings),
};

function parse(file: string): string[] {
  const script = `try { (await import('${file}')).environment() } catch (error) { console.error(error.message); process.exit(1) }`;
  return ['--conditions=development', '--import', 'tsx', '--input-type=module', '--eval', script];
}

function refusal(command: string, args: readonly string[], folder: string, settings: Settings): string | undefined {
  const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...settings } as NodeJS.ProcessEnv;
  const options = { cwd: join(workspaceRoot, folder), env, encoding: 'utf8', timeout: 25_000 } as const;
  const { status, stderr, error } = spawnSync(command, args, options);
  if (error !== undefined) throw error;
  return status === 0 ? undefined : stderr.trim();
}

describe.each(['backend', 'realtime', 'web'] as const)('the %s', (process) => {
  const required = variables.filter(({ requiredBy }) => requiredBy.includes(process)).map(({ name }) => name);
  const enough = Object.fromEntries(required.map((name) => [name, good[name] ?? '']));

  test('takes what is required of it, with every default written out', () => {
    const defaults = variables.flatMap(({ name, readers, default: value }) =>
      readers.includes(process) && value !== null ? [[name, value] as const] : [],
    );
    expect(refusals[process]({ ...enough, ...Object.fromEntries(defaults) })).toBeUndefined();
  });

  test.each(required)('does not start without %s, and says so in one line', (name) => {
    const others = Object.fromEntries(Object.entries(enough).filter(([other]) => other !== name));
    const said = refusals[process](others);
    expect(said).toContain(`${name} is not set`);
    expect(said?.split('\n')).toHaveLength(1);
  });

  test('takes no wrong value for a right one, and says so in one line', () => {
    const said = refusals[process]({ ...enough, ...wrong[process] });
    const [name = ''] = Object.keys(wrong[process]);
    expect(said).toMatch(new RegExp(`${name} (is|has a) wrong`));
    expect(said?.split('\n')).toHaveLength(1);
  });
});

const wrong = {
  backend: { TRUSTED_PROXIES: 'many' },
  realtime: { HISTORY_EVENTS: '-1' },
  web: { PUBLIC_URL: 'market.example' },
};
