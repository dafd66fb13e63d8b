import * as z from 'zod/mini';

/** Equality of JSON values (JSON Schema 2020-12 core, 4.2.2): the order of an object's members does not matter. */
export function equal(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (isArray(left) || isArray(right)) {
    if (!isArray(left) || !isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => equal(item, right[index]));
  }
  const one = new Map<string, unknown>(Object.entries(left));
  const other = new Map<string, unknown>(Object.entries(right));
  return one.size === other.size && [...one].every(([name, value]) => other.has(name) && equal(value, other.get(name)));
}

function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** An object or array that must be equal to the given one. */
export function constant<const T>(expected: T): z.ZodMiniType<T, T> {
  return z.custom<T>((value) => equal(value, expected));
}

/** The content of a file, in a body that carries files. */
export function blob(): z.ZodMiniType<Blob, Blob> {
  return z.custom<Blob>((value) => value instanceof Blob);
}
