import { expect, test } from 'vitest';
import { Failure } from './failure.ts';
import { fullDiskFailure } from './full-disk.ts';

test.each<[string, Error]>([
  ['of Node', Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })],
  ['of a program that failed', new Failure('initdb ended with 1:\nPANIC: could not write: No space left on device')],
  ['of a used up quota', new Error('EDQUOT: disk quota exceeded, mkdir')],
])('an error %s for want of room is one line that says what to do', (_, error) => {
  const failure = fullDiskFailure(error);
  expect(failure).toBeInstanceOf(Failure);
  expect(failure?.message).toMatch(/^There is no room on the disk \([^)\n]+\)\. Free some and start again[^\n]*$/);
  expect(failure?.cause).toBe(error);
});

test('another error stays what it is', () => {
  expect(fullDiskFailure(new Error('EACCES: permission denied'))).toBeUndefined();
});
