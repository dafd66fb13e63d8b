import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CommandLine } from '../testing/command-line.ts';
import { painter } from '../terminal/paint.ts';
import { watch } from './watch.ts';

const documentWith = (...names: string[]) =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Notes', version: '1' },
    paths: {},
    components: {
      schemas: {
        Note: { type: 'object', properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) },
      },
    },
  });

/** A backend under development: its document changes, and it is away while it restarts. */
class Backend {
  text = documentWith('text');
  statuses: number[] = [];
  /** Behind a proxy that says so. */
  isAway = false;
  #server: Server | null = null;
  #port = 0;

  async start(): Promise<void> {
    this.#server = createServer((request, response) => {
      const etag = `"${this.text.length}"`;
      const isKnown = request.headers['if-none-match'] === etag;
      const status = this.isAway ? 503 : isKnown ? 304 : 200;
      this.statuses.push(status);
      response.writeHead(status, { etag }).end(status === 200 ? this.text : '');
    });
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    if (this.#server !== null) await new Promise((resolve) => this.#server?.close(resolve));
    this.#server = null;
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }
}

let line: CommandLine;
let backend: Backend;
let stop: AbortController;
let child: ChildProcess | null;

beforeEach(async () => {
  line = await CommandLine.open();
  backend = new Backend();
  stop = new AbortController();
  child = null;
});

afterEach(async () => {
  stop.abort();
  child?.kill('SIGKILL');
  await backend.stop();
  await line.close();
});

const schemas = () => readFile(line.path('api/schemas.ts'), 'utf8').catch(() => '');
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 20 });

function start(source: string): { lines: string[]; end: Promise<number> } {
  const lines: string[] = [];
  const changes = { file: line.path('throughline.changes.md'), isOptional: true };
  const options = {
    folder: line.folder,
    waitMs: 0,
    timeoutMs: 30_000,
    verbose: false,
    json: false,
    paint: painter(false),
  };
  const end = watch(
    [{ name: 'api', source, out: line.path('api'), changes }],
    { ...options, print: (text) => lines.push(text), progress: () => undefined },
    stop.signal,
  );
  return { lines, end };
}

it('brings the code up to date at a change, and asks for no more than changes', async () => {
  await backend.start();
  const { lines, end } = start(backend.address);
  await eventually(async () => {
    expect(await schemas()).toContain('text?:');
  });
  await eventually(() => {
    expect(backend.statuses.slice(0, 3)).toEqual([200, 304, 304]);
  });
  backend.text = documentWith('text', 'colour');
  await eventually(async () => {
    expect(await schemas()).toContain('colour?:');
  });
  stop.abort();
  expect(await end).toBe(0);
  expect(lines.filter((text) => text.startsWith('api →'))).toHaveLength(2);
  expect(lines).toContain('  changed 1 schema: Note');
});

it('waits for a backend that is not there yet', async () => {
  await backend.start();
  await backend.stop();
  const { lines, end } = start(backend.address);
  await eventually(() => {
    expect(lines[0]).toMatch(/^waiting: .* cannot be reached/);
  });
  await backend.start();
  await eventually(async () => {
    expect(await schemas()).toContain('text?:');
  });
  stop.abort();
  expect(await end).toBe(0);
  expect(lines.filter((text) => text.startsWith('waiting'))).toHaveLength(1);
});

it('tells once that the backend is away, and goes on when it is back', async () => {
  await backend.start();
  const { lines, end } = start(backend.address);
  await eventually(async () => {
    expect(await schemas()).toContain('text?:');
  });
  backend.isAway = true;
  await eventually(() => {
    expect(backend.statuses.filter((status) => status === 503).length).toBeGreaterThan(2);
  });
  expect(lines.filter((text) => /^waiting: .* answered 503/.test(text))).toHaveLength(1);
  backend.text = documentWith('text', 'size');
  backend.isAway = false;
  await eventually(async () => {
    expect(await schemas()).toContain('size?:');
  });
  await eventually(() => {
    expect(lines.at(-1)).toBe('in order again');
  });
  stop.abort();
  expect(await end).toBe(0);
});

it('leaves the code alone while the document is no document, which it tells once', async () => {
  await backend.start();
  const { lines, end } = start(backend.address);
  await eventually(async () => {
    expect(await schemas()).toContain('text?:');
  });
  const before = await schemas();
  backend.text = '<!doctype html><title>Error</title>';
  await eventually(() => {
    expect(lines.at(-1)).toMatch(/^waiting: .* is a web page/);
  });
  const looks = backend.statuses.length;
  await eventually(() => {
    expect(backend.statuses.length).toBeGreaterThan(looks + 1);
  });
  expect(lines.at(-1)).toMatch(/^waiting/);
  expect(lines.filter((text) => text.startsWith('waiting'))).toHaveLength(1);
  expect(await schemas()).toBe(before);
  backend.text = documentWith('text', 'colour');
  await eventually(async () => {
    expect(await schemas()).toContain('colour?:');
  });
  stop.abort();
  expect(await end).toBe(0);
});

it.each(['SIGINT', 'SIGTERM'] as const)('as a process it watches a file until %s, and ends cleanly', async (signal) => {
  await line.write('api.json', documentWith('text'));
  const program = [
    '--conditions=development',
    '--import',
    import.meta.resolve('tsx'),
    fileURLToPath(new URL('../bin.ts', import.meta.url)),
  ];
  child = spawn(process.execPath, [...program, 'watch', 'api.json', '--out', 'api'], { cwd: line.folder });
  let error = '';
  child.stderr?.on('data', (chunk: Buffer) => (error += chunk.toString()));
  await eventually(async () => {
    expect(await schemas()).toContain('text?:');
  });
  await writeFile(line.path('api.json'), documentWith('text', 'colour'));
  await eventually(async () => {
    expect(await schemas()).toContain('colour?:');
  });
  const ended = once(child, 'exit');
  child.kill(signal);
  expect(await ended).toEqual([0, null]);
  expect(error).toBe('');
});
