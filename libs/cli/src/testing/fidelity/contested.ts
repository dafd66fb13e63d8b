import type { Sample } from './samples.ts';

/** Why ajv's word does not count for a value, or null when it does. */
export function contestedReason(value: Sample): string | null {
  if (hasPrototypeMember(value)) return 'ajv leaves a member "__proto__" unchecked';
  return null;
}

function hasPrototypeMember(value: Sample): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Blob) return false;
  if (!Array.isArray(value) && Object.hasOwn(value, '__proto__')) return true;
  return Object.values(value).some(hasPrototypeMember);
}
