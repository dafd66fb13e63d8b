import { expect, test } from 'vitest';
import type { ResumingReader } from '../tests/resuming-reader.ts';
import { TwoGateways } from '../tests/two-gateways.ts';

const readerCount = 40;
const batchLength = 5;

/** Numbers them on, batch by batch, and does what belongs between two batches. */
async function publishWhile(stack: TwoGateways, batches: number, at: Readonly<Record<number, () => Promise<void>>>) {
  const published: string[] = [];
  const done: Promise<void>[] = [];
  for (let batch = 0; batch < batches; batch += 1) {
    // Beside the publishing, which goes on meanwhile.
    const fault = at[batch]?.();
    if (fault !== undefined) done.push(fault);
    const ids = Array.from({ length: batchLength }, (_, index) => `event-${batch * batchLength + index}`);
    await stack.publish(ids);
    published.push(...ids);
  }
  await Promise.all(done);
  return published;
}

async function everybodyHasBegun(readers: readonly ResumingReader[]): Promise<void> {
  await expect.poll(() => readers.every(({ connections }) => connections > 0)).toBe(true);
}

async function everybodyHasSeen(readers: readonly ResumingReader[], id: string): Promise<void> {
  await expect.poll(() => readers.filter(({ seen }) => seen.includes(id)).length).toBe(readers.length);
}

test('a node killed twice under load: its readers resume at the other, and everybody sees everything once, in order', async () => {
  const stack = await TwoGateways.start();
  const readers = stack.startReaders(readerCount);
  await everybodyHasBegun(readers);
  const [first, second] = stack.gateways;
  if (first === undefined || second === undefined) throw new Error('There are not two gateways.');
  const published = await publishWhile(stack, 120, {
    20: () => stack.supervisor.kill(first.name),
    60: async () => {
      await stack.supervisor.start(first);
      await stack.supervisor.kill(second.name);
      await stack.supervisor.start(second);
    },
  });
  await stack.publish(['end']);
  await everybodyHasSeen(readers, 'end');
  for (const { seen, resets } of readers) {
    expect(seen).toEqual([...published, 'end']);
    expect(resets).toBe(0);
  }
  // Readers of the node that was killed have come back.
  expect(readers.filter(({ connections }) => connections > 1).length).toBeGreaterThanOrEqual(readerCount / 2);
});

test('Valkey killed under load and back with its data: who has missed anything was told', async () => {
  const stack = await TwoGateways.start();
  const readers = stack.startReaders(readerCount);
  await everybodyHasBegun(readers);
  const published = await publishWhile(stack, 120, {
    40: async () => {
      await stack.supervisor.kill(stack.valkey.name);
      await stack.supervisor.start(stack.valkey);
    },
  });
  await stack.publish(['end']);
  await everybodyHasSeen(readers, 'end');
  for (const { seen, resets, connections } of readers) {
    expect(seen).toEqual(published.filter((id) => seen.includes(id)).concat('end'));
    if (resets === 0) expect(seen).toEqual([...published, 'end']);
    // Nobody had to come back.
    expect(connections).toBe(1);
  }
});

test('Valkey killed under load and back empty: everybody is told, and goes on', async () => {
  const stack = await TwoGateways.start();
  const readers = stack.startReaders(readerCount);
  await everybodyHasBegun(readers);
  await stack.publish(['before']);
  await everybodyHasSeen(readers, 'before');
  await stack.supervisor.kill(stack.valkey.name);
  stack.forgetData();
  await stack.supervisor.start(stack.valkey);
  await expect.poll(() => readers.filter(({ resets }) => resets === 1).length).toBe(readerCount);
  await stack.publish(['after']);
  await everybodyHasSeen(readers, 'after');
  for (const { seen, resets } of readers) expect({ seen, resets }).toEqual({ seen: ['before', 'after'], resets: 1 });
});
