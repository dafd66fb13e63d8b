import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseEvent } from './backend/index.ts';

const LIBRARY = fileURLToPath(new URL('..', import.meta.url));
const COMPILER = fileURLToPath(new URL('../../../node_modules/typescript/bin/tsc', import.meta.url));
const GENERATOR = fileURLToPath(new URL('../../cli/src/bin.ts', import.meta.url));

/** What a page does with a task: enough that each kind of change has a place to show at. */
const PAGE = `import { contracts, type Task } from './backend/index.ts';

export function card(task: Task): string {
  return task.title + ' ' + (task.assignee?.display_name ?? '') + ' ' + contracts.projects.getTask.path;
}
`;

interface Outcome {
  code: number;
  output: string;
}

function runNode(...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: LIBRARY }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr });
    });
  });
}

describe('a change of the backend’s document', { timeout: 120_000 }, () => {
  let folder: string;

  beforeEach(async () => {
    // Inside of the library, so that the copied code finds zod.
    await mkdir(join(LIBRARY, 'test-results'), { recursive: true });
    folder = await mkdtemp(join(LIBRARY, 'test-results', 'renamed-'));
    await writeFile(join(folder, 'page.ts'), PAGE);
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: '../../../../shared-config/typescript/base.json', include: ['.'] }),
    );
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  /** Generates from the changed document, and type-checks the page against the result. */
  async function typeCheckPage(change: (document: string) => string): Promise<Outcome> {
    const document = await readFile(join(LIBRARY, 'openapi/backend.json'), 'utf8');
    await writeFile(join(folder, 'document.json'), change(document));
    const sync = ['--conditions=development', '--import', 'tsx', GENERATOR, 'sync', join(folder, 'document.json')];
    const synced = await runNode(...sync, '--out', join(folder, 'backend'), '--import-extension', '.ts');
    expect(synced).toMatchObject({ code: 0 });
    return runNode(COMPILER, '--pretty', 'false', '--project', folder);
  }

  it('that leaves alone what a page uses type-checks', async () => {
    expect(await typeCheckPage((document) => renameField(document, 'rank', 'position'))).toEqual({
      code: 0,
      output: '',
    });
  });

  it.each<[string, (document: string) => string, RegExp]>([
    [
      'a renamed field',
      (document) => renameField(document, 'title', 'headline'),
      /page\.ts.*'title' does not exist on type 'Task'/,
    ],
    [
      'a renamed field of a nested serializer',
      (document) => renameField(document, 'display_name', 'full_name'),
      /page\.ts.*'display_name' does not exist on type 'Person'/,
    ],
    [
      'a renamed operation',
      (document) => document.replace('"operationId": "get_task"', '"operationId": "read_task"'),
      /page\.ts.*Property 'getTask' does not exist/,
    ],
  ])('that is %s is a type error where it was used', async (_name, change, message) => {
    const { code, output } = await typeCheckPage(change);
    expect(code).not.toBe(0);
    expect(output).toMatch(message);
    expect(output.match(/error TS/g)).toHaveLength(1);
  });
});

/** The document with a serializer field's new name, among the properties and among the required ones. */
function renameField(document: string, before: string, after: string): string {
  return document
    .replaceAll(`"${before}": {`, `"${after}": {`)
    .replaceAll(new RegExp(`^(\\s*)"${before}"(,?)$`, 'gm'), `$1"${after}"$2`);
}

describe('events of the backend', () => {
  const event = {
    id: '0191f3a2-7c1e-7b4e-9d3a-1f2e3d4c5b6a',
    type: 'task.deleted',
    topic: 'project_0191f3a2-7c1e-7b4e-9d3a-1f2e3d4c5b6b',
    occurred_at: '2026-01-01T00:00:00Z',
    actor_id: null,
    entity_id: '0191f3a2-7c1e-7b4e-9d3a-1f2e3d4c5b6c',
    entity_version: 3,
    schema_version: 1,
    request_id: null,
    traceparent: null,
  };

  it('are refused, with the place, when their data is not what their type says', () => {
    const parsed = parseEvent({ ...event, data: null });
    expect(parsed).toMatchObject({ status: 'invalid', type: 'task.deleted', error: { issues: [{ path: ['data'] }] } });
  });

  it('of a type that this build does not know are told apart from broken ones', () => {
    expect(parseEvent({ ...event, type: 'task.painted' })).toEqual({ status: 'unknown', type: 'task.painted' });
    expect(parseEvent('task.deleted')).toEqual({ status: 'invalid', type: null, error: null });
  });
});
