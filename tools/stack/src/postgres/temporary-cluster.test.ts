import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { startTemporaryCluster } from './temporary-cluster.ts';

const stack = join(import.meta.dirname, '../../bin/stack.mjs');

test('a cluster is a real PostgreSQL whose role may create databases, and it is gone after stop', async () => {
  const cluster = await startTemporaryCluster();
  const sql = postgres(cluster.url, { max: 1 });
  await sql`create database worker_1`;
  const [row] = await sql<{ server_version: string }[]>`show server_version`;
  expect(row?.server_version).toMatch(/^18\./);
  await sql.end();
  await cluster.stop();
  const gone = postgres(cluster.url, { max: 1, connect_timeout: 2 });
  await expect(gone`select 1`).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await gone.end();
});

test('two clusters at once do not know of each other', async () => {
  const [first, second] = await Promise.all([startTemporaryCluster(), startTemporaryCluster()]);
  expect(first.port).not.toBe(second.port);
  const sql = postgres(first.url, { max: 1 });
  await sql`create table only_here (id int)`;
  await sql.end();
  const other = postgres(second.url, { max: 1 });
  await expect(other`select * from only_here`).rejects.toMatchObject({ code: '42P01' });
  await other.end();
  await Promise.all([first.stop(), second.stop()]);
});

test.each([
  ['0', 'exit 0', 0],
  ['7', 'exit 7', 7],
])('with-postgres ends with its command’s code %s', async (_, script, code) => {
  const child = spawn(process.execPath, [stack, 'with-postgres', 'sh', '-c', script], { stdio: 'ignore' });
  const exitCode = await new Promise((resolve) => child.once('exit', resolve));
  expect(exitCode).toBe(code);
});

test('the server ends with its parent, even when that is killed', async () => {
  const child = spawn(process.execPath, [stack, 'with-postgres', 'sh', '-c', 'echo $DATABASE_URL; exec cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const url = await new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve));
  const connection = connect(Number(new URL(url).port), '127.0.0.1');
  await once(connection, 'connect');
  child.kill('SIGKILL');
  await once(connection.resume(), 'close');
  child.stdin.end();
});
