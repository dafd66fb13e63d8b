import { expect, test } from 'vitest';
import { HeartbeatWheel } from './heartbeat-wheel.ts';

test('connections stand at places that come due one after another, each once an interval', () => {
  const wheel = new HeartbeatWheel(3000, 1000, 0);
  expect(new Set([wheel.nextPlace(), wheel.nextPlace(), wheel.nextPlace()])).toEqual(new Set([0, 1, 2]));
  const due = [1000, 2000, 3000, 4000, 4500].map((nowMs) => wheel.turn(nowMs));
  expect(due).toEqual([
    [true, false, false],
    [false, true, false],
    [false, false, true],
    [true, false, false],
    [false, false, false],
  ]);
});

test('a wheel that was not turned for long makes up for it once, and keeps the places apart', () => {
  const wheel = new HeartbeatWheel(3000, 1000, 0);
  expect(wheel.turn(30_500)).toEqual([true, true, true]);
  expect(wheel.turn(31_000)).toEqual([true, false, false]);
  expect(wheel.turn(31_500)).toEqual([false, false, false]);
});

test.each([500, 1000])('an interval of %i ms, no longer than a turn, is one place', (intervalMs) => {
  const wheel = new HeartbeatWheel(intervalMs, 1000, 0);
  expect([wheel.nextPlace(), wheel.nextPlace()]).toEqual([0, 0]);
  expect(wheel.turn(1000)).toEqual([true]);
});
