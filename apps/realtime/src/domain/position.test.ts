import { expect, test } from 'vitest';
import { formatPosition, parsePosition } from './position.ts';

test.each([
  { epoch: 'a1b2c3d4', number: 0 },
  { epoch: 'x', number: Number.MAX_SAFE_INTEGER },
])('%o survives the wire', (position) => {
  expect(parsePosition(formatPosition(position))).toEqual(position);
});

test.each([
  '',
  '7',
  'e.',
  '.7',
  'e.-1',
  'e.01',
  'e.1e3',
  'e.9007199254740993',
  'e.7\n',
  'e 1.7',
  'e.7.8',
  `${'e'.repeat(41)}.7`,
  'undefined',
])('%j is no position', (text) => {
  expect(parsePosition(text)).toBeUndefined();
});
