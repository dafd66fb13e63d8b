import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { EventSource } from 'eventsource';
import { expect, onTestFinished, test } from 'vitest';
import { sign, startGateway } from '../tests/start-gateway.ts';

const event = {
  type: 'note.added',
  occurred_at: '2026-01-01T00:00:00Z',
  actor_id: null,
  entity_id: 'n',
  entity_version: 1,
  schema_version: 1,
  request_id: 'r',
  traceparent: null,
  topics: ['project_1'],
};

function note(id: string) {
  return { ...event, id, data: { text: `line one\nline two of ${id}, žluťoučký` } };
}

test('curl prints each event as it comes, and resumes by the header', async () => {
  const { baseUrl, broker } = await startGateway();
  const authorization = `Authorization: Bearer ${await sign()}`;
  const listen = (...more: string[]) => {
    const curl = spawn('curl', [
      '--no-buffer',
      '--silent',
      '--header',
      authorization,
      ...more,
      `${baseUrl}/api/v1/sse/project_1`,
    ]);
    onTestFinished(() => void curl.kill());
    const output = { text: '' };
    curl.stdout.setEncoding('utf8').on('data', (text: string) => (output.text += text));
    return { curl, output };
  };
  const first = listen();
  await expect.poll(() => first.output.text).toContain('event: ready\n');
  await broker.publish([note('a')]);
  await expect.poll(() => first.output.text).toMatch(/\nid: \S+\ndata: \{.*"id":"a".*\}\n\n$/);
  first.curl.kill();
  await once(first.curl, 'exit');
  await broker.publish([note('b'), note('c')]);

  const place = /id: (\S+)\ndata: [^\n]*"id":"a"/.exec(first.output.text)?.[1] ?? '';
  const second = listen('--header', `Last-Event-ID: ${place}`);
  await expect.poll(() => idsIn(second.output.text)).toEqual(['b', 'c']);
});

test('npm’s EventSource gets domain events as messages, comes back by itself and misses nothing', async () => {
  const { baseUrl, broker, gateway } = await startGateway();
  const sockets: Socket[] = [];
  gateway.server.on('connection', (socket) => sockets.push(socket));
  const token = await sign();
  const source = new EventSource(`${baseUrl}/api/v1/sse/project_1`, {
    fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, Authorization: `Bearer ${token}` } }),
  });
  onTestFinished(() => {
    source.close();
  });
  const seen: string[] = [];
  const ready: string[] = [];
  source.addEventListener('message', ({ data }) => {
    const { id, data: content } = JSON.parse(String(data)) as ReturnType<typeof note>;
    expect(content).toEqual(note(id).data);
    seen.push(id);
  });
  source.addEventListener('ready', ({ data }) => ready.push(String(data)));
  await expect.poll(() => ready.length).toBe(1);
  await broker.publish([note('a')]);
  await expect.poll(() => seen).toEqual(['a']);
  for (const socket of sockets) socket.destroy();
  await expect.poll(() => gateway.streams.size).toBe(0);
  await broker.publish([note('b')]);
  await expect.poll(() => ready.length).toBe(2);
  await broker.publish([note('c')]);
  await expect.poll(() => seen).toEqual(['a', 'b', 'c']);
});

function idsIn(text: string): string[] {
  return [...text.matchAll(/"id":"(\w)"/g)].map(([, id = '']) => id);
}
