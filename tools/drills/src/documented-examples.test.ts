import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { startTemporaryStack, type TemporaryStack } from '@throughline/stack/temporary-stack';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signIn, type Person } from '../tests/person.ts';

const workspaceRoot = resolve(import.meta.dirname, '../../..');
const execute = promisify(execFile);
const page = readFileSync(join(workspaceRoot, 'docs/mobile-and-scripts.md'), 'utf8');
// Below this package, so that the example finds the packages that it imports.
const folder = resolve(import.meta.dirname, '../test-results/examples');

/** The example of a language, run as a reader would, in a file of its own. */
const languages = [
  { language: 'sh', client: 'curl', run: ['bash', 'example.sh'] },
  { language: 'python', client: 'Python', run: [join(workspaceRoot, '.venv/bin/python'), 'example.py'] },
  {
    language: 'ts',
    client: 'TypeScript',
    run: [process.execPath, '--conditions=development', '--import', 'tsx', 'example.ts'],
  },
] as const;

let stack: TemporaryStack;
let person: Person;

beforeAll(async () => {
  stack = await startTemporaryStack();
  person = await signIn(stack.env, 'demo-client');
  mkdirSync(folder, { recursive: true });
}, 120_000);

afterAll(async () => {
  person.realtime.close();
  await stack.stop();
}, 30_000);

function exampleOf(language: string): string {
  const [, code] = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(page) ?? [];
  if (code === undefined) throw new Error(`The page has no example in ${language}.`);
  return code;
}

async function run([command, ...args]: readonly string[], language: string, password: string): Promise<string> {
  if (command === undefined) throw new TypeError('No command.');
  writeFileSync(join(folder, args.at(-1) ?? ''), exampleOf(language));
  const { PATH = '' } = process.env;
  const env = { PATH, BASE_URL: stack.env['BACKEND_URL'], USERNAME: 'demo-client', PASSWORD: password };
  return (await execute(command, args, { cwd: folder, env, timeout: 30_000 })).stdout;
}

describe.each(languages)('the example in $language', ({ language, client, run: command }) => {
  test('makes a project, renews its tokens and leaves no session behind', async () => {
    expect(await run(command, language, 'marble-otter-lantern')).toContain(`Made by ${client}`);
    const { results } = await person.api.projects.listProjects({ query: { search: `Made by ${client}` } });
    expect(results).toHaveLength(1);
    const sessions = await person.api.auth.listSessions();
    expect(sessions.results.map(({ device_name }) => device_name)).not.toContain(client);
  });

  test('fails when the password is wrong', async () => {
    await expect(run(command, language, 'not the password')).rejects.toThrow('Command failed');
  });
});
