import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findValkey } from '@throughline/stack/find-valkey';
import { freePort } from '@throughline/stack/free-port';
import { Supervisor, type ProcessDefinition } from '@throughline/stack/supervisor';
import { onTestFinished } from 'vitest';
import { ResumingReader } from './resuming-reader.ts';

const gatewayFolder = resolve(import.meta.dirname, '../../../apps/realtime');
const secret = 'only-for-this-drill-0123456789-0123456789-0123456789';

/** Two gateway processes on one Valkey, which may be killed, and an owner of topics that grants everything. */
export class TwoGateways {
  readonly supervisor: Supervisor;
  readonly gateways: readonly ProcessDefinition[];
  readonly valkey: ProcessDefinition;
  readonly #addresses: readonly string[];
  readonly #dataFolder: string;

  private constructor(
    supervisor: Supervisor,
    gateways: readonly ProcessDefinition[],
    addresses: readonly string[],
    valkey: ProcessDefinition,
  ) {
    this.supervisor = supervisor;
    this.gateways = gateways;
    this.#addresses = addresses;
    this.valkey = valkey;
    this.#dataFolder = valkey.cwd;
  }

  static async start(): Promise<TwoGateways> {
    const lines: string[] = [];
    const supervisor = new Supervisor((name, line) => lines.push(`${name}: ${line}`));
    onTestFinished(({ task }) => {
      if (task.result?.state === 'fail') console.error(lines.join('\n'));
    });
    onTestFinished(() => supervisor.stop());
    const valkey = await valkeyProcess();
    const ownerUrl = await startGrantingOwner();
    const ports = [await freePort(), await freePort()];
    const addresses = ports.map((port) => `http://127.0.0.1:${port}`);
    const gateways = ports.map((port, index) => ({
      name: `gateway-${index}`,
      command: process.execPath,
      args: ['dist/main.js'],
      cwd: gatewayFolder,
      env: {
        PORT: String(port),
        BACKEND_URL: ownerUrl,
        JWT_SECRET: secret,
        REDIS_URL: `redis://127.0.0.1:${valkey.env['VALKEY_PORT'] ?? ''}/0`,
        HISTORY_EVENTS: '10000',
      },
      readyUrl: `http://127.0.0.1:${port}/readyz`,
    }));
    const started = new TwoGateways(supervisor, gateways, addresses, valkey);
    await supervisor.start(valkey);
    for (const gateway of gateways) await supervisor.start(gateway);
    return started;
  }

  /** Half of them at each node. */
  startReaders(count: number): readonly ResumingReader[] {
    const token = sign({ token_type: 'access', aud: 'throughline', user_id: 'ada' });
    const streams = this.#addresses.map((address) => `${address}/api/v1/sse/room_1`);
    const readers = Array.from({ length: count }, (_, index) => new ResumingReader(streams, index, token));
    onTestFinished(() => {
      for (const reader of readers) reader.close();
    });
    return readers;
  }

  /** Hands over the batch as a relay does: again and again, at one node and the other, until one has taken it. */
  async publish(ids: readonly string[]): Promise<void> {
    const token = sign({ token_type: 'service', aud: 'realtime', scope: 'events:publish' });
    for (let attempt = 0; ; attempt += 1) {
      const address = this.#addresses[attempt % this.#addresses.length] ?? '';
      const response = await fetch(`${address}/api/v1/events`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ events: ids.map((id) => event(id)) }),
        // What is killed does not answer.
      }).catch(() => undefined);
      await response?.body?.cancel();
      if (response?.status === 200) return;
      if (response !== undefined && response.status !== 503) throw new Error(`Refused with ${response.status}.`);
    }
  }

  /** While Valkey does not run. */
  forgetData(): void {
    rmSync(join(this.#dataFolder, 'appendonlydir'), { recursive: true, force: true });
  }
}

async function valkeyProcess(): Promise<ProcessDefinition> {
  const { command, dispose } = findValkey();
  onTestFinished(dispose);
  const folder = mkdtempSync(join(tmpdir(), 'throughline-drill-valkey-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const port = String(await freePort());
  const settings = { bind: '127.0.0.1', port, dir: folder, save: '', appendonly: 'yes', appendfsync: 'everysec' };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  return { name: 'valkey', command, args, cwd: folder, env: { VALKEY_PORT: port } };
}

async function startGrantingOwner(): Promise<string> {
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const { topics = [] } = JSON.parse(Buffer.concat(chunks).toString() || '{}') as { topics?: string[] };
      const answer =
        request.method === 'POST'
          ? { results: topics.map((topic) => ({ requested: topic, topic })) }
          : { results: [{ kind: 'room', grants_path: '/api/topics/grants/', snapshots_path: null }], aliases: [] };
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}

function event(id: string): Readonly<Record<string, unknown>> {
  return {
    id,
    topics: ['room_1'],
    type: 'note.added',
    occurred_at: '2026-11-21T12:00:00Z',
    actor_id: null,
    entity_id: 'e',
    entity_version: 1,
    schema_version: 1,
    request_id: null,
    traceparent: null,
    data: {},
  };
}

function sign(claims: Readonly<Record<string, unknown>>): string {
  const now = Math.floor(Date.now() / 1000);
  const standing = { iss: 'throughline-backend', iat: now, exp: now + 300, jti: 'j' };
  const text = [
    { alg: 'HS256', typ: 'JWT' },
    { ...standing, ...claims },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
