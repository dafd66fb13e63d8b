import type * as z from 'zod/mini';
import { $ZodAsyncError } from 'zod/v4/core';

/** A schema of a member or an item, with what tells quickly that it accepts a value. */
export interface Part {
  /** Without what `isOptional` and `isNullable` say. */
  schema: z.core.$ZodType;
  isOptional: boolean;
  isNullable: boolean;
  /** Every value of this type is accepted. */
  type: string | null;
  /** Each of these is accepted. */
  values: ReadonlySet<unknown> | undefined;
}

export function partOf(schema: z.core.$ZodType): Part {
  const def: z.core.$ZodTypeDef & { innerType?: z.core.$ZodType; format?: string } = schema._zod.def;
  const { type, innerType, format, checks = [] } = def;
  const isPlain = checks.length === 0 && format === undefined;
  if (isPlain && innerType !== undefined && (type === 'optional' || type === 'nullable'))
    return { ...partOf(innerType), ...(type === 'optional' ? { isOptional: true } : { isNullable: true }) };
  return {
    schema,
    isOptional: schema._zod.optin !== undefined,
    isNullable: false,
    type: isPlain && (type === 'string' || type === 'boolean') ? type : null,
    values: isPlain && (type === 'enum' || type === 'literal') ? schema._zod.values : undefined,
  };
}

/** What generated code gives for a schema is one. */
export function asSchema(value: object): z.core.$ZodType;
export function asSchema(value: object): object {
  return value;
}

/** Tells whether a schema accepts what is inside of the value of `payload`: a member of an object, an item of an array. */
export type Accepts = (place: PropertyKey, part: Part, value: unknown) => boolean;

/** What is wrong is reported to `payload`, under its place. */
export function inside(payload: z.core.ParsePayload, context: z.core.ParseContextInternal): Accepts {
  // One after the other is looked at with this, as long as nothing is wrong.
  let one: z.core.ParsePayload = { value: undefined, issues: [] };
  return (place, part, value) => {
    if (value === null ? part.isNullable : typeof value === part.type || part.values?.has(value) === true) return true;
    one.value = value;
    const result = part.schema._zod.run(one, context);
    if (result instanceof Promise) throw new $ZodAsyncError();
    if (result.issues.length === 0) return true;
    for (const issue of result.issues) payload.issues.push({ ...issue, path: [place, ...(issue.path ?? [])] });
    one = { value: undefined, issues: [] };
    return false;
  };
}
