import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const LIBRARY = resolve(import.meta.dirname, '..');
const WORKSPACE = resolve(LIBRARY, '../..');
const COMPILER = join(WORKSPACE, 'node_modules/typescript/bin/tsc');
const GENERATOR = join(WORKSPACE, 'libs/cli/src/bin.ts');
const PYTHON = join(WORKSPACE, '.venv/bin/python');

/** What a page does with tasks: enough that each kind of change has a place to show at. */
const PAGE = `import { contracts, type Task, type TaskCreateRequest, type TaskMoveRequest } from './backend/index.ts';

export const title = (task: Task): string => task.title;
export const assignee = (task: Task): string => task.assignee?.display_name ?? '';
export const due = (task: Task): string => task.due_date ?? 'open';
export const label = (task: Task): string => '#' + task.number.toFixed();
export const first: TaskCreateRequest = { title: 'First' };
export const toReview: TaskMoveRequest = { status: 'review', after_id: null };
export const path = contracts.projects.getTask.path;
`;

const PROJECT = { extends: '../../../../../shared-config/typescript/base.json', include: ['.'] };

interface Outcome {
  code: number;
  output: string;
}

function run(command: string, args: string[], cwd = LIBRARY, env: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((settle) => {
    execFile(command, args, { cwd, env: { PATH: '/usr/bin:/bin', ...env } }, (error, stdout, stderr) => {
      settle({ code: error === null ? 0 : Number(error.code), output: stdout + stderr });
    });
  });
}

const TASK = 'marketplace/projects/api/task_serializers.py';

/** An edit of the backend, what `sync` calls it, and what the compiler says of the page; null where the page does not use it. */
interface Change {
  file: string;
  find: string;
  replace: string;
  finding: RegExp;
  error: RegExp | null;
}

const CHANGES: [string, Change][] = [
  [
    'a field that is gone',
    {
      file: TASK,
      find: '            "due_date",\n',
      replace: '',
      finding: /^ *breaking Task\.due_date: .*\(response-property-removed\)/m,
      error: /'due_date' does not exist on type 'Task'/,
    },
  ],
  [
    'a field that is gone, but that no page uses',
    {
      file: TASK,
      find: '            "rank",\n',
      replace: '',
      finding: /^ *breaking Task\.rank: .*\(response-property-removed\)/m,
      error: null,
    },
  ],
  [
    'a field that has another name',
    {
      file: TASK,
      find: '    class Meta:\n        model = Task\n        fields = (\n            "id",\n            "project_id",\n            "number",\n            "title",',
      replace:
        '    headline = serializers.CharField(source="title", read_only=True)\n\n    class Meta:\n        model = Task\n        fields = (\n            "id",\n            "project_id",\n            "number",\n            "headline",',
      finding: /^ *breaking Task\.title: .*\(response-property-removed\)/m,
      error: /'title' does not exist on type 'Task'/,
    },
  ],
  [
    'a field of a nested serializer that has another name',
    {
      file: 'marketplace/accounts/api/serializers.py',
      find: '    class Meta:\n        model = User\n        fields = ("id", "username", "display_name", "role")',
      replace:
        '    full_name = serializers.CharField(source="display_name", read_only=True)\n\n    class Meta:\n        model = User\n        fields = ("id", "username", "full_name", "role")',
      finding: /^ *breaking Person\.display_name: .*\(response-property-removed\)/m,
      error: /'display_name' does not exist on type 'Person'/,
    },
  ],
  [
    'a field that is made required',
    {
      file: TASK,
      find: 'description = serializers.CharField(max_length=20_000, allow_blank=True, required=False)',
      replace: 'description = serializers.CharField(max_length=20_000, allow_blank=True)',
      finding: /^ *breaking TaskCreate\w*\.description: .*\(request-property-became-required\)/m,
      error: /Property 'description' is missing in type/,
    },
  ],
  [
    'a value of an enumeration that is gone',
    {
      file: 'marketplace/projects/models/task.py',
      find: '        REVIEW = "review"\n',
      replace: '',
      finding: /^ *breaking TaskStatusEnum: .*review.*\(request-enum-value-removed\)/m,
      error: /Type '"review"' is not assignable to type/,
    },
  ],
  [
    'a field of another type',
    {
      file: TASK,
      find: '    assignee = PersonSerializer(read_only=True, allow_null=True)\n',
      replace:
        '    assignee = PersonSerializer(read_only=True, allow_null=True)\n    number = serializers.CharField(read_only=True)\n',
      finding: /^ *breaking Task\.number: .*integer → string.*\(response-type-changed\)/m,
      error: /'toFixed' does not exist on type 'string'/,
    },
  ],
  [
    'an operation that has another name',
    {
      file: 'marketplace/projects/api/task_detail_view.py',
      find: 'operation_id="get_task"',
      replace: 'operation_id="read_task"',
      finding: /^ *breaking GET \S+: .*get_task → read_task \(operation-renamed\)/m,
      error: /Property 'getTask' does not exist/,
    },
  ],
];

describe('a change of the backend', { timeout: 120_000 }, () => {
  let root: string;
  /** A copy of the backend, to be edited. */
  let backend: string;
  /** What the page is built against. */
  let folder: string;

  beforeAll(async () => {
    const isSource = (path: string): boolean =>
      !/\/(?:tests|__pycache__|test-results|dist|\.\w+_cache)(?:\/|$)/.test(path);
    backend = await mkdtemp(join(tmpdir(), 'throughline-backend-'));
    await cp(join(WORKSPACE, 'apps/backend'), backend, { recursive: true, filter: isSource });
    // Inside of the library, so that the generated code finds zod.
    await mkdir(join(LIBRARY, 'test-results'), { recursive: true });
    root = await mkdtemp(join(LIBRARY, 'test-results', 'changes-'));
    folder = join(root, 'before');
    await mkdir(folder);
    await writeFile(join(folder, 'page.ts'), PAGE);
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(PROJECT));
    await emitDocument();
    await sync();
  }, 120_000);

  afterAll(() => Promise.all([backend, root].map((path) => rm(path, { recursive: true }))));

  beforeEach(async ({ task }) => {
    folder = join(root, task.id);
    await cp(join(root, 'before'), folder, { recursive: true });
  });

  /** The backend's own document, as its own command writes it. */
  async function emitDocument(): Promise<void> {
    const settings = { DJANGO_SETTINGS_MODULE: 'config.settings.test', PYTHONDONTWRITEBYTECODE: '1' };
    const args = ['manage.py', 'export_openapi', '--output', join(folder, 'document.json')];
    const { code, output } = await run(PYTHON, args, backend, settings);
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringMatching(/: (?:written|unchanged)\.$/m) as string,
    });
  }

  async function sync(): Promise<string> {
    const command = ['--conditions=development', '--import', 'tsx', GENERATOR, 'sync', join(folder, 'document.json')];
    const options = ['--out', join(folder, 'backend'), '--import-extension', '.ts', '--verbose'];
    const { code, output } = await run(process.execPath, [...command, ...options]);
    expect(code).toBe(0);
    return output;
  }

  const compile = (): Promise<Outcome> => run(process.execPath, [COMPILER, '--pretty', 'false', '--project', folder]);

  it('that is none breaks nothing', async () => {
    await emitDocument();
    const output = await sync();
    expect(output).not.toContain('breaking');
    expect(output).toContain('0 added, 0 changed, 0 removed');
    expect(await compile()).toEqual({ code: 0, output: '' });
  });

  it.each(CHANGES)('that is %s shows in sync, and to the compiler where it is used', async (_name, change) => {
    const path = join(backend, change.file);
    const source = await readFile(path, 'utf8');
    expect(source.split(change.find)).toHaveLength(2);
    await writeFile(
      path,
      source.replace(change.find, () => change.replace),
    );
    try {
      await emitDocument();
    } finally {
      await writeFile(path, source);
    }
    expect(await sync()).toMatch(change.finding);
    const { code, output } = await compile();
    if (change.error === null) {
      expect({ code, output }).toEqual({ code: 0, output: '' });
      return;
    }
    expect(code).not.toBe(0);
    expect(output).toMatch(change.error);
    expect(output.match(/error TS/g)).toHaveLength(1);
    expect(output).toMatch(/^\S*page\.ts/);
  });
});
