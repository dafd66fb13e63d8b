import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A server of its own for the tests of one file: it may be flushed, stopped for a while and killed. */
export class Valkey {
  readonly port: number;
  readonly #program: string;
  readonly #folder: string;
  #process: ChildProcess | undefined;

  private constructor(program: string, port: number) {
    this.#program = program;
    this.port = port;
    this.#folder = mkdtempSync(join(tmpdir(), 'throughline-gateway-valkey-'));
  }

  /** @param program the server, as `stack with-valkey` names it */
  static async start(program: string | undefined): Promise<Valkey> {
    if (program === undefined) throw new Error('There is no VALKEY_SERVER: run the tests by `nx test realtime`.');
    const valkey = new Valkey(program, await freePort());
    await valkey.run();
    return valkey;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}/0`;
  }

  /** Starts it with the data that it has. */
  async run(): Promise<void> {
    const settings = {
      bind: '127.0.0.1',
      port: this.port,
      dir: this.#folder,
      save: '',
      appendonly: 'yes',
      appendfsync: 'always',
    };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const server = spawn(this.#program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#process = server;
    // What ends the tests ends the server with them.
    process.once('exit', () => server.kill('SIGKILL'));
    for await (const line of createInterface(server.stdout)) {
      if (!line.includes('Ready to accept connections')) continue;
      server.stdout.resume();
      return;
    }
    throw new Error('Valkey did not start.');
  }

  async kill(): Promise<void> {
    const server = this.#process;
    if (server?.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  }

  /** While it does not run. */
  forgetData(): void {
    for (const name of ['appendonlydir', 'appendonly.aof'])
      rmSync(join(this.#folder, name), { recursive: true, force: true });
  }

  /** @returns what brings the data of this moment back, while it does not run */
  rememberData(): () => void {
    const copy = `${this.#folder}-copy`;
    cpSync(this.#folder, copy, { recursive: true });
    return () => {
      this.forgetData();
      cpSync(copy, this.#folder, { recursive: true });
      rmSync(copy, { recursive: true });
    };
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}
