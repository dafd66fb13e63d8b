import { Failure } from './failure.ts';

/** How Node, the C library and those who pass its words on call a full disk and a used up quota. */
const signs = /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/;

/** One line to show instead, when it was for want of room on the disk that something failed. */
export function fullDiskFailure(error: unknown): Failure | undefined {
  const sign = signs.exec(String(error));
  if (sign === null) return undefined;
  return new Failure(
    `There is no room on the disk (${sign[0]}). Free some and start again: a new stack needs 200 MB; nothing that was saved is lost.`,
    { cause: error },
  );
}
