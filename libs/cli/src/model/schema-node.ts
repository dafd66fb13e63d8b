import type { Evaluation } from './evaluation.ts';
import type { Pattern } from './pattern.ts';
import type { JsonPrimitive, JsonValue } from '../document/json.ts';

/**
 * What a schema of the document means, in terms that the emitters can print one by one.
 * A node accepts a JSON value or refuses it; it never changes one.
 */
export type SchemaNode =
  | { kind: 'unknown' | 'never' | 'boolean' | 'null' }
  | { kind: 'literal'; values: JsonPrimitive[] }
  /** An object or array that must be equal to this one. */
  | { kind: 'constant'; value: JsonValue }
  /** The content of a file: a Blob in a body that carries files, a string in JSON. */
  | { kind: 'binary' }
  | StringNode
  | NumberNode
  | ArrayNode
  | ObjectNode
  | UnionNode
  | { kind: 'every'; members: SchemaNode[] }
  | { kind: 'reference'; pointer: string }
  | { kind: 'not'; inner: SchemaNode }
  | { kind: 'conditional'; condition: SchemaNode; then: SchemaNode; otherwise: SchemaNode }
  /** What members or items must be that the keywords beside this one have not looked at; other types are let through. */
  | {
      kind: 'unevaluated';
      keyword: 'unevaluatedProperties' | 'unevaluatedItems';
      evaluated: Evaluation[];
      rest: SchemaNode;
    };

export interface StringNode {
  kind: 'string';
  /** A name of the format table, or null for none that is checked. */
  format: string | null;
  minLength: number | null;
  maxLength: number | null;
  patterns: Pattern[];
}

export interface NumberNode {
  kind: 'number';
  integer: boolean;
  int32: boolean;
  minimum: number | null;
  maximum: number | null;
  exclusiveMinimum: number | null;
  exclusiveMaximum: number | null;
  multipleOf: number | null;
}

export interface ArrayNode {
  kind: 'array';
  prefix: SchemaNode[];
  items: SchemaNode;
  minItems: number | null;
  maxItems: number | null;
  uniqueItems: boolean;
  contains: { node: SchemaNode; minimum: number; maximum: number | null } | null;
}

export interface ObjectNode {
  kind: 'object';
  properties: PropertyNode[];
  /** What members that no property or pattern names must be. */
  additional: SchemaNode;
  patterns: { pattern: Pattern; node: SchemaNode }[];
  propertyNames: SchemaNode | null;
  minProperties: number | null;
  maxProperties: number | null;
  dependentRequired: { name: string; required: string[] }[];
  dependentSchemas: { name: string; node: SchemaNode }[];
}

export interface PropertyNode {
  name: string;
  node: SchemaNode;
  required: boolean;
  /** Named by `required` alone: what it must be is said elsewhere, if at all. */
  undeclared: boolean;
  readOnly: boolean;
  writeOnly: boolean;
  deprecated: boolean;
  description: string | null;
}

export interface UnionNode {
  kind: 'union';
  members: SchemaNode[];
  /** Exactly one member may accept the value; false where members exclude each other anyway. */
  exclusive: boolean;
  /** The member is chosen by the value of this property. */
  discriminator: { property: string; members: { value: string; node: SchemaNode }[] } | null;
}

export const UNKNOWN: SchemaNode = { kind: 'unknown' };
export const NEVER: SchemaNode = { kind: 'never' };
