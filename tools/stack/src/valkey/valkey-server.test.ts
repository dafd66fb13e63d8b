import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../process/free-port.ts';
import { findValkey } from './find-valkey.ts';
import { startValkey, type ValkeyServer } from './valkey-server.ts';

const password = 'a-password_of-the-test';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-valkey-test-'));
  chmodSync(folder, 0o755);
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** The one in the virtual environment, whatever else is on the machine. */
async function startOwn(folder: string, port: number): Promise<ValkeyServer> {
  const server = await startValkey(folder, port, password, findValkey([]));
  onTestFinished(() => server.stop());
  return server;
}

/** What the server answers to these inline commands, in its own notation; the last one ends the connection. */
function ask(port: number, ...commands: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1');
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.once('error', reject).once('close', () => {
      resolve(answer);
    });
    socket.write([...commands, 'quit'].map((command) => `${command}\r\n`).join(''));
  });
}

describe('the embedded Valkey', () => {
  test('answers nobody without the password, and keeps what it was told over a stop', async () => {
    const folder = temporaryFolder();
    const port = await freePort();
    const first = await startOwn(folder, port);
    expect(first.url).toBe(`redis://:${password}@127.0.0.1:${port}/0`);
    expect(await ask(port, 'get it')).toContain('-NOAUTH');
    expect(await ask(port, 'auth wrong', 'get it')).toContain('-WRONGPASS');
    expect(await ask(port, `auth ${password}`, 'set it kept', 'info server')).toContain('valkey_version:9.');
    await first.stop();
    await expect(ask(port, 'get it')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await startOwn(folder, port);
    expect(await ask(port, `auth ${password}`, 'get it')).toContain('kept');
  });

  test('does not run as root, and its password is not among its arguments', async () => {
    const port = await freePort();
    await startOwn(temporaryFolder(), port);
    const information = await ask(port, `auth ${password}`, 'info server');
    const pid = /process_id:(\d+)/.exec(information)?.[1] ?? '';
    expect(spawnSync('ps', ['-o', 'uid=', '-p', pid], { encoding: 'utf8' }).stdout.trim()).not.toBe('0');
    expect(spawnSync('ps', ['-o', 'args=', '-p', pid], { encoding: 'utf8' }).stdout).not.toContain(password);
  });

  test('that is killed is missed at once, in one line', async () => {
    const port = await freePort();
    const server = await startOwn(temporaryFolder(), port);
    const pid = /process_id:(\d+)/.exec(await ask(port, `auth ${password}`, 'info server'))?.[1];
    process.kill(Number(pid), 'SIGKILL');
    expect((await server.failed).message).toMatch(/^Valkey has ended by SIGKILL; nothing works without it\.[^\n]*$/);
  });

  test('whose port is taken says so', async () => {
    const port = await freePort();
    await startOwn(temporaryFolder(), port);
    await expect(startValkey(temporaryFolder(), port, password, findValkey([]))).rejects.toThrow(
      /^Valkey did not start:[^]*bind/,
    );
  });
});

describe('the search for a server', () => {
  /** A program that answers `--version` as this server would. */
  function program(script: string): string {
    const path = join(temporaryFolder(), 'server');
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  test.each([
    ['Valkey', 'echo "Valkey server v=8.0.1 sha=0"'],
    ['the oldest Redis', 'echo "Redis server v=6.2.0 sha=0"'],
  ])('takes %s that the machine has', (_, script) => {
    const path = program(script);
    expect(findValkey(['no-such-program', path]).command).toBe(path);
  });

  test.each([
    ['is too old', 'echo "Redis server v=5.0.14 sha=0"'],
    ['fails', 'echo "Redis server v=7.0.0 sha=0"; exit 1'],
    ['is something else', 'echo "1.2.3"'],
  ])('passes over one that %s, and takes the wheel’s', (_, script) => {
    const { command, dispose } = findValkey([program(script)]);
    onTestFinished(dispose);
    expect(readFileSync(command).subarray(0, 4).toString('latin1')).toMatch(/^(\x7fELF|\xcf\xfa\xed\xfe)/);
  });
});
