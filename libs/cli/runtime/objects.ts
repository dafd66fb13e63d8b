import * as z from 'zod/mini';
import { ZodMiniType } from 'zod/mini';
import { $constructor } from 'zod/v4/core';
import { type Part, asSchema, inside, partOf } from './inside.ts';

/**
 * What generated code calls takes any object for a schema: there are many thousands of such calls, and a type checker would compare each
 * argument with zod's types, member by member. The generator's own tests do that.
 */
type Shape = Readonly<Record<string, object>>;

/** As zod describes its own objects, so that what reads schemas (`z.toJSONSchema`) can read these. */
interface ObjectDef extends z.core.$ZodTypeDef {
  type: 'object';
  shape: Shape;
  /** What members must be that the shape does not name. */
  catchall: z.core.$ZodType;
}

interface ObjectInternals extends z.core.$ZodTypeInternals<object, object> {
  def: ObjectDef;
}

interface ObjectSchema extends z.ZodMiniType<object, object, ObjectInternals> {
  _zod: ObjectInternals;
}

interface Member {
  name: string;
  part: Part;
  /** Every object has something by this name: `constructor`, `toString`, `__proto__`. */
  isInherited: boolean;
}

/**
 * In place of `z.object`: nothing is copied, the output is the input itself; and a member is there when it is the object's own, whatever
 * its name.
 */
const ObjectSchema = /* @__PURE__ */ $constructor<ObjectSchema>('ObjectSchema', (inst, def) => {
  ZodMiniType.init(inst, def);
  let members: Member[] | undefined;
  let others: Part | null = null;
  inst._zod.parse = (payload: z.core.ParsePayload, context) => {
    const input = payload.value;
    if (!isObject(input)) {
      payload.issues.push({ code: 'invalid_type', expected: 'object', input, inst });
      return payload;
    }
    // Not before: members may refer to schemas that are declared later.
    if (members === undefined) {
      members = membersOf(def.shape);
      others = def.catchall._zod.def.type === 'unknown' ? null : partOf(def.catchall);
    }
    const accepts = inside(payload, context);
    for (const { name, part, isInherited } of members) {
      const value = isInherited && !Object.hasOwn(input, name) ? undefined : input[name];
      if (value === undefined && part.isOptional) continue;
      if (accepts(name, part, value) && value === undefined && !Object.hasOwn(input, name))
        payload.issues.push({ code: 'invalid_type', expected: 'nonoptional', input: undefined, path: [name] });
    }
    if (others === null) return payload;
    const further = Object.keys(input).filter((name) => !Object.hasOwn(def.shape, name));
    if (def.catchall._zod.def.type !== 'never') for (const name of further) accepts(name, others, input[name]);
    else if (further.length > 0)
      payload.issues.push({ code: 'unrecognized_keys', keys: further, input, inst, continue: true });
    return payload;
  };
});

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function membersOf(shape: Shape): Member[] {
  return Object.entries(shape).map(([name, schema]) => ({
    name,
    part: partOf(asSchema(schema)),
    isInherited: name in {},
  }));
}

/** An object with these members; what others must be, or anything. */
export function open(shape: Shape, others: object = z.unknown()): z.ZodMiniType<object, object> {
  return new ObjectSchema({ type: 'object', shape, catchall: asSchema(others) });
}

/** An object with these members and no others. */
export function closed(shape: Shape): z.ZodMiniType<object, object> {
  return open(shape, z.never());
}

/** A member that may be missing. */
export function optional(member: object): object {
  return z.optional(asSchema(member));
}
