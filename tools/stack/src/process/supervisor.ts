import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Failure } from '../failure.ts';

export interface ProcessDefinition {
  name: string;
  command: string;
  args: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
  /** Address of the process' own port that answers 2xx when it can work. */
  readyUrl?: string;
  /** File in which the process writes its number when it can work. With neither it is ready when it has started. */
  readyFile?: string;
}

const guard = join(import.meta.dirname, 'guard.sh');
const readyTimeoutMs = 60_000;
const readyIntervalMs = 100;
const stopTimeoutMs = 10_000;
const rememberedLines = 15;

interface Running {
  definition: ProcessDefinition;
  child: ChildProcess;
  lastLines: string[];
  closed: Promise<void>;
}

/** Runs the processes of the stack: their output line by line, their readiness, their end. */
export class Supervisor {
  readonly #print: (name: string, line: string) => void;
  readonly #running = new Map<string, Running>();
  /** Those whose end is no failure. */
  readonly #killed = new WeakSet<Running>();
  #isStopping = false;
  readonly #failed: PromiseWithResolversLike<Failure>;

  constructor(print: (name: string, line: string) => void) {
    this.#print = print;
    this.#failed = withResolvers();
  }

  /** Resolves with what to say when a process has ended that should have stayed. */
  get failed(): Promise<Failure> {
    return this.#failed.promise;
  }

  /** @throws {Failure} when its port is taken, it ends before it is ready, or is not ready in time */
  async start(definition: ProcessDefinition): Promise<void> {
    // What listens there before the process does would answer in its place.
    if (definition.readyUrl !== undefined) await refuseTaken(definition.readyUrl, definition.name);
    if (definition.readyFile !== undefined) rmSync(definition.readyFile, { force: true });
    const running = this.#spawn(definition);
    this.#running.set(definition.name, running);
    const ended = running.closed.then(() => {
      throw new Failure(`${definition.name} ended before it was ready:\n${running.lastLines.join('\n')}`);
    });
    // Only the first to end matters; a process that ends later is `failed`.
    ended.catch(() => undefined);
    await Promise.race([ready(running), ended]);
    void running.closed.then(() => {
      if (!this.#isStopping && !this.#killed.has(running))
        this.#failed.resolve(new Failure(`${definition.name} has ended:\n${running.lastLines.join('\n')}`));
    });
  }

  /** Runs a process to its end. @throws {Failure} when it fails */
  async complete(definition: ProcessDefinition): Promise<void> {
    const running = this.#spawn(definition);
    this.#running.set(definition.name, running);
    await running.closed;
    this.#running.delete(definition.name);
    if (running.child.exitCode !== 0 && !this.#isStopping)
      throw new Failure(`${definition.name} failed:\n${running.lastLines.join('\n')}`);
  }

  /** Ends a process without a word, all its children too, as a crash or the system would; resolves when it is gone. */
  async kill(name: string): Promise<void> {
    const running = this.#running.get(name);
    if (running === undefined || hasEnded(running.child)) throw new TypeError(`There is no process ${name}.`);
    this.#killed.add(running);
    killGroup(running.child);
    await running.closed;
  }

  /**
   * Ends the process and starts it anew from the same definition; what the new one does, and how it ends, is no failure of
   * the stack, because the source that it runs is being written.
   */
  async restart(name: string): Promise<void> {
    const running = this.#running.get(name);
    if (running === undefined) return;
    this.#killed.add(running);
    await end(running);
    // The stack may have been stopped, before or meanwhile.
    if (this.#isStopping) return;
    const anew = this.#spawn(running.definition);
    this.#killed.add(anew);
    this.#running.set(name, anew);
  }

  /** Ends every process, the last started first; one that does not listen is killed with all its children. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const running of [...this.#running.values()].reverse()) await end(running);
    this.#running.clear();
  }

  #spawn(definition: ProcessDefinition): Running {
    const { command, args, cwd, env, name } = definition;
    // A process group of its own: Ctrl-C reaches the stack alone, which ends the others in their order.
    const child = spawn('sh', [guard, command, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    const lastLines: string[] = [];
    const onLine = (line: string) => {
      lastLines.push(line);
      if (lastLines.length > rememberedLines) lastLines.shift();
      this.#print(name, line);
    };
    createInterface(child.stdout).on('line', onLine);
    createInterface(child.stderr).on('line', onLine);
    // The guard may be gone when its input is closed.
    child.stdin.on('error', () => undefined);
    const closed = new Promise<void>((resolve) => {
      child.once('close', () => {
        resolve();
      });
      child.once('error', (error) => {
        onLine(error.message);
        resolve();
      });
    });
    return { definition, child, lastLines, closed };
  }
}

function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}

function killGroup({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid, 'SIGKILL');
}

async function end({ child, closed }: Running): Promise<void> {
  const timer = setTimeout(() => {
    if (!hasEnded(child)) killGroup(child);
  }, stopTimeoutMs);
  child.stdin?.end();
  await closed;
  clearTimeout(timer);
}

async function refuseTaken(url: string, name: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const isTaken = await new Promise<boolean>((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.once('error', () => {
      resolve(false);
    });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
  if (isTaken)
    throw new Failure(
      `${name} cannot start: another program has taken port ${port} meanwhile. End it, or start again.`,
    );
}

/** Resolves when the process can work. @throws {Failure} when that takes too long */
async function ready({ definition, child }: Running): Promise<void> {
  const { name, readyUrl, readyFile } = definition;
  const deadline = Date.now() + readyTimeoutMs;
  while (Date.now() < deadline) {
    const isAnswering = readyUrl === undefined || (await answers(readyUrl));
    const isWritten = readyFile === undefined || contentOf(readyFile) === String(child.pid);
    if (isAnswering && isWritten) return;
    await new Promise((resolve) => setTimeout(resolve, readyIntervalMs));
  }
  const sign = readyUrl === undefined ? `write ${readyFile ?? ''}` : `answer at ${readyUrl}`;
  throw new Failure(`${name} did not get ready within ${readyTimeoutMs / 1000} s; it should ${sign}.`);
}

function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    (response) => response.ok,
    () => false,
  );
}

/** Undefined while there is no such file. */
function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

interface PromiseWithResolversLike<Value> {
  promise: Promise<Value>;
  resolve: (value: Value) => void;
}

function withResolvers<Value>(): PromiseWithResolversLike<Value> {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((resolvePromise) => {
    resolve = resolvePromise;
  });
  return { promise, resolve };
}
