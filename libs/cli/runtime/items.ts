import * as z from 'zod/mini';
import { equal } from './values.ts';

export function unique(): z.core.$ZodCheck<readonly unknown[]> {
  return z.refine((items) => {
    const seen = new Set<unknown>();
    const structures: unknown[] = [];
    for (const item of items) {
      if (typeof item === 'object' && item !== null) {
        if (structures.some((known) => equal(known, item))) return false;
        structures.push(item);
      } else if (seen.has(item)) return false;
      else seen.add(item);
    }
    return true;
  }, 'Items must differ from each other');
}

/** How many items the schema must accept. */
export function contains(
  schema: z.core.$ZodType,
  minimum: number,
  maximum = Infinity,
): z.core.$ZodCheck<readonly unknown[]> {
  return z.refine((items) => {
    const count = items.filter((item) => z.safeParse(schema, item).success).length;
    return count >= minimum && count <= maximum;
  }, 'Too few or too many items of the kind that must be there');
}
