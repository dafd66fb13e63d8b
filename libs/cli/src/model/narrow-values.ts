import type { JsonPrimitive } from '../document/json.ts';
import { regularExpression } from './pattern.ts';
import type { SchemaNode } from './schema-node.ts';

/**
 * Those of the listed values that the node accepts too, or null when that cannot be told without running it
 * (a format, for example).
 */
export function narrowValues(values: JsonPrimitive[], node: SchemaNode): JsonPrimitive[] | null {
  const kept: JsonPrimitive[] = [];
  for (const value of values) {
    const verdict = accepts(node, value);
    if (verdict === null) return null;
    if (verdict) kept.push(value);
  }
  return kept;
}

function accepts(node: SchemaNode, value: JsonPrimitive): boolean | null {
  switch (node.kind) {
    case 'unknown':
      return true;
    case 'boolean':
      return typeof value === 'boolean';
    case 'null':
      return value === null;
    case 'string': {
      if (typeof value !== 'string') return false;
      if (node.format !== null) return null;
      const length = Array.from(value).length;
      if (length < (node.minLength ?? 0) || length > (node.maxLength ?? Infinity)) return false;
      return node.patterns.every((pattern) => regularExpression(pattern).test(value));
    }
    case 'number': {
      if (typeof value !== 'number') return false;
      if (node.multipleOf !== null) return null;
      const inRange = value >= (node.minimum ?? -Infinity) && value <= (node.maximum ?? Infinity);
      const between = value > (node.exclusiveMinimum ?? -Infinity) && value < (node.exclusiveMaximum ?? Infinity);
      return inRange && between && (!node.integer || Number.isInteger(value)) && (!node.int32 || value === (value | 0));
    }
    case 'array':
    case 'object':
      return false;
    case 'union': {
      if (node.exclusive || node.discriminator !== null) return null;
      const verdicts = node.members.map((member) => accepts(member, value));
      if (verdicts.includes(true)) return true;
      return verdicts.includes(null) ? null : false;
    }
    case 'never':
      return false;
    case 'literal':
    case 'constant':
    case 'binary':
    case 'every':
    case 'reference':
    case 'not':
    case 'conditional':
    case 'unevaluated':
      return null;
  }
}
