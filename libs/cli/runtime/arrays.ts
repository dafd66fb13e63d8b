import type * as z from 'zod/mini';
import { ZodMiniType } from 'zod/mini';
import { $constructor } from 'zod/v4/core';
import { type Part, asSchema, inside, partOf } from './inside.ts';

/** As zod describes its own arrays, for what reads schemas. */
interface ArrayDef extends z.core.$ZodTypeDef {
  type: 'array';
  element: z.core.$ZodType;
}

interface ArrayInternals extends z.core.$ZodTypeInternals<unknown[], unknown[]> {
  def: ArrayDef;
}

interface ArraySchema extends z.ZodMiniType<unknown[], unknown[], ArrayInternals> {
  _zod: ArrayInternals;
}

/** In place of `z.array`: nothing is copied, the output is the input itself. */
const ArraySchema = /* @__PURE__ */ $constructor<ArraySchema>('ArraySchema', (inst, def) => {
  ZodMiniType.init(inst, def);
  let part: Part | undefined;
  inst._zod.parse = (payload: z.core.ParsePayload, context) => {
    const input = payload.value;
    if (!isArray(input)) {
      payload.issues.push({ code: 'invalid_type', expected: 'array', input, inst });
      return payload;
    }
    part ??= partOf(def.element);
    const accepts = inside(payload, context);
    for (let index = 0; index < input.length; index += 1) accepts(index, part, input[index]);
    return payload;
  };
});

function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** An array of any length whose items the schema accepts. */
export function of(items: object): z.ZodMiniType<unknown[], unknown[]> {
  return new ArraySchema({ type: 'array', element: asSchema(items) });
}
