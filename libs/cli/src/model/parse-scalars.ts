import { type JsonObject, member, numberMember, stringMember } from '../document/json.ts';
import type { Diagnostics } from './diagnostic.ts';
import { type FormatRules, stringFormat } from './formats.ts';
import { parsePattern } from './pattern.ts';
import type { NumberNode, SchemaNode, StringNode } from './schema-node.ts';

interface ScalarContext {
  diagnostics: Diagnostics;
  formats: FormatRules;
}

export function parseString(schema: JsonObject, pointer: string, context: ScalarContext): SchemaNode {
  const format = stringMember(schema, 'format');
  if (format === 'binary') return { kind: 'binary' };
  const node: StringNode = {
    kind: 'string',
    format: null,
    minLength: numberMember(schema, 'minLength'),
    maxLength: numberMember(schema, 'maxLength'),
    patterns: [],
  };
  const pattern = stringMember(schema, 'pattern');
  if (pattern !== null) addPattern(node, pattern, pointer, 'pattern', context);
  if (format === null) return node;
  const outcome = stringFormat(format, context.formats);
  if ('check' in outcome) node.format = outcome.check;
  else if ('pattern' in outcome) addPattern(node, outcome.pattern, pointer, 'format', context);
  else if (outcome.unchecked === 'not known') {
    context.diagnostics.report(pointer, 'format', `The format "${format}" is not known, so any string is accepted`);
  }
  return node;
}

function addPattern(node: StringNode, source: string, pointer: string, keyword: string, context: ScalarContext): void {
  const pattern = parsePattern(source);
  if (pattern !== null) node.patterns.push(pattern);
  else {
    context.diagnostics.report(
      pointer,
      keyword,
      `${JSON.stringify(source)} is not an ECMAScript regular expression and is not checked`,
    );
  }
}

export function parseNumber(schema: JsonObject, integerOnly: boolean): NumberNode {
  const minimum = numberMember(schema, 'minimum');
  const maximum = numberMember(schema, 'maximum');
  // In OpenAPI 3.0 these two are booleans that sharpen `minimum` and `maximum`.
  const exclusiveBelow = member(schema, 'exclusiveMinimum') === true;
  const exclusiveAbove = member(schema, 'exclusiveMaximum') === true;
  const int32 = member(schema, 'format') === 'int32';
  return {
    kind: 'number',
    integer: integerOnly || int32 || member(schema, 'format') === 'int64',
    int32,
    minimum: exclusiveBelow ? null : minimum,
    maximum: exclusiveAbove ? null : maximum,
    exclusiveMinimum: exclusiveBelow ? minimum : numberMember(schema, 'exclusiveMinimum'),
    exclusiveMaximum: exclusiveAbove ? maximum : numberMember(schema, 'exclusiveMaximum'),
    multipleOf: numberMember(schema, 'multipleOf'),
  };
}
