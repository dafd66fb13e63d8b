import * as z from 'zod/mini';
import { issuesOf, relay } from './issues.ts';

/**
 * A value that both schemas accept. The output is the first one's; `z.intersection` would join two outputs, and let one schema excuse a
 * key that the other refuses.
 */
export function both<Left, Right>(
  left: z.ZodMiniType<Left, Left>,
  right: z.ZodMiniType<Right, Right>,
): z.ZodMiniType<Left & Right, Left & Right>;
export function both(left: z.ZodMiniType, right: z.ZodMiniType): z.ZodMiniType {
  return left.check(
    z.check((payload) => {
      relay(payload, issuesOf(right, payload.value));
    }),
  );
}

export function not(schema: z.core.$ZodType): z.core.$ZodCheck<unknown> {
  return z.refine((value) => !z.safeParse(schema, value).success, 'Is what it must not be');
}

export function conditional(
  condition: z.core.$ZodType,
  then: z.core.$ZodType,
  otherwise: z.core.$ZodType,
): z.core.$ZodCheck<unknown> {
  return z.check((payload) => {
    const schema = z.safeParse(condition, payload.value).success ? then : otherwise;
    relay(payload, issuesOf(schema, payload.value));
  });
}

type Tagged<Property extends string, Member> = Member extends readonly [infer Tag, z.ZodMiniType<infer Output>]
  ? Output & Partial<Record<Property, Tag | undefined>>
  : never;

/**
 * One of several objects, chosen by the value of a property. Without that property exactly one member must accept the object; with a
 * value that is not listed none does.
 */
export function byTag<
  const Property extends string,
  const Members extends readonly (readonly [string, z.ZodMiniType])[],
>(
  property: Property,
  members: Members,
): z.ZodMiniType<Tagged<Property, Members[number]>, Tagged<Property, Members[number]>> {
  const schemas = new Map(members);
  const pick = (tag: unknown): z.core.$ZodType | undefined => {
    if (typeof tag === 'string') return schemas.get(tag);
    return tag === undefined ? z.xor([...schemas.values()]) : undefined;
  };
  const look = z.check((payload) => {
    const schema = pick(tagOf(payload.value, property));
    if (schema !== undefined) relay(payload, issuesOf(schema, payload.value));
    else
      payload.issues.push({
        code: 'invalid_value',
        values: [...schemas.keys()],
        path: [property],
        input: payload.value,
      });
  });
  return z
    .custom<Tagged<Property, Members[number]>>(
      (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value),
    )
    .check(look);
}

function tagOf(value: unknown, property: string): unknown {
  return typeof value === 'object' && value !== null && hasOwn(value, property) ? value[property] : undefined;
}

function hasOwn<Key extends string>(value: object, key: Key): value is Record<Key, unknown> {
  return Object.hasOwn(value, key);
}
