/**
 * Where a reader stands: the number is unique and rises across all topics of a broker, so that one value resumes every
 * topic of a connection. The epoch names the history that the number belongs to; a broker that lost its history (the
 * memory broker on each start) begins another one.
 */
export interface Position {
  readonly epoch: string;
  readonly number: number;
}

const written = /^([A-Za-z0-9_-]{1,40})\.(0|[1-9][0-9]{0,15})$/;

/** The form on the wire, opaque to clients. */
export function formatPosition({ epoch, number }: Position): string {
  return `${epoch}.${number}`;
}

/** @returns undefined for what was never a position, which a reader treats like one of another epoch */
export function parsePosition(text: string): Position | undefined {
  const [, epoch, digits] = written.exec(text) ?? [];
  if (epoch === undefined || digits === undefined) return undefined;
  const number = Number(digits);
  return Number.isSafeInteger(number) ? { epoch, number } : undefined;
}
