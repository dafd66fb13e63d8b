import * as z from 'zod/mini';

/** A schema whose input and output are the same: it checks a value and never changes it. */
export type Schema<T> = z.ZodMiniType<T, T>;

/**
 * The schema that `make` returns, as one of the declared type. Nothing is inferred from zod, which keeps type checks of large documents
 * quick; and a bundler may drop the whole call when nothing uses its result.
 */
export function schema<T>(make: () => unknown): Schema<T>;
export function schema(make: () => unknown): unknown {
  return make();
}

/** For answers whose body the document does not describe. */
export const anyValue: Schema<unknown> = /* @__PURE__ */ z.unknown();
