import { expect, test } from 'vitest';
import { formatDay, formatInstant, todayIn } from './day.ts';

test('the day depends on where somebody is', () => {
  const instant = new Date('2026-03-01T23:30:00Z');
  expect(todayIn('UTC', instant)).toBe('2026-03-01');
  expect(todayIn('Europe/Berlin', instant)).toBe('2026-03-02');
  expect(todayIn('America/New_York', instant)).toBe('2026-03-01');
});

test('a day of another year says so', () => {
  expect(formatDay('2026-11-24', '2026-01-01')).toBe('24 Nov');
  expect(formatDay('2027-11-24', '2026-01-01')).toBe('24 Nov 2027');
});

test('an instant is shown by the clock of the person', () => {
  expect(formatInstant('2026-03-01T23:30:00Z', 'Europe/Berlin')).toBe('2 Mar 2026, 00:30');
});
