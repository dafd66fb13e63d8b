import { type JsonObject, type JsonValue, isJsonObject, member, objectMember } from '../document/json.ts';
import type { Direction } from '../model/forms.ts';

/** A named schema: `#Task`. Types are written without the sign. */
export function isReference(shape: JsonValue): shape is string {
  return typeof shape === 'string' && shape.startsWith('#');
}

export function nameOf(reference: string): string {
  return reference.slice(1);
}

/** In a word: the type, or the keyword that decides. */
export function kindOf(shape: JsonValue): string {
  if (shape === true) return 'anything';
  if (shape === false) return 'nothing';
  if (typeof shape === 'string') return isReference(shape) ? 'reference' : shape;
  if (!isJsonObject(shape)) return 'unknown';
  const type = member(shape, 'type');
  if (typeof type === 'string') return type;
  if (Object.hasOwn(shape, 'properties')) return 'object';
  if (Object.hasOwn(shape, 'items')) return 'array';
  return Object.keys(shape)[0] ?? 'unknown';
}

export interface Alternatives {
  /** The forms other than null. */
  shapes: JsonValue[];
  nullable: boolean;
  /** Exactly one of them may accept a value. */
  exclusive: boolean;
  isAnything: boolean;
}

export function alternativesOf(shape: JsonValue): Alternatives {
  const single = { exclusive: false, isAnything: shape === true };
  if (shape === 'null') return { ...single, shapes: [], nullable: true };
  if (!isJsonObject(shape)) return { ...single, shapes: [shape], nullable: false };
  const values = member(shape, 'enum');
  if (Array.isArray(values) && values.includes(null))
    return { ...single, shapes: values.length > 1 ? [shape] : [], nullable: true };
  const exclusive = Object.hasOwn(shape, 'oneOf');
  const members = member(shape, exclusive ? 'oneOf' : 'anyOf');
  if (!Array.isArray(members)) return { ...single, shapes: [shape], nullable: false };
  // A union in a union is one union, unless exactly one of either must hold.
  const inner = members.map((one) => (exclusive ? alone(one) : alternativesOf(one)));
  return {
    shapes: inner.flatMap((one) => one.shapes),
    nullable: inner.some((one) => one.nullable),
    exclusive,
    isAnything: inner.some((one) => one.isAnything),
  };
}

function alone(shape: JsonValue): Alternatives {
  const isNull = shape === 'null';
  return { shapes: isNull ? [] : [shape], nullable: isNull, exclusive: false, isAnything: shape === true };
}

export interface Member {
  shape: JsonValue;
  required: boolean;
}

/** The properties that a value has on its way: what is read-only is not sent, what is write-only does not come back. */
export function visibleMembers(shape: JsonObject, direction: Direction): Map<string, Member> {
  const required = new Set(listOf(shape, 'required'));
  const hidden = new Set(listOf(shape, direction === 'request' ? 'readOnly' : 'writeOnly'));
  return new Map(
    Object.entries(objectMember(shape, 'properties')).flatMap(([name, inner]): [string, Member][] =>
      hidden.has(name) ? [] : [[name, { shape: inner, required: required.has(name) }]],
    ),
  );
}

export function sameText(left: JsonValue, right: JsonValue): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Whether two shapes are probably one that changed. Named ones have their name for it. */
export function sameKind(left: JsonValue, right: JsonValue): boolean {
  return kindOf(left) === kindOf(right) && !(isReference(left) && isReference(right));
}

function listOf(shape: JsonObject, name: string): string[] {
  const values = member(shape, name);
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
}
