import type {
  ArrayNode,
  NumberNode,
  ObjectNode,
  PropertyNode,
  SchemaNode,
  StringNode,
  UnionNode,
} from '../model/schema-node.ts';
import type { Evaluation } from '../model/evaluation.ts';
import { regularExpression } from '../model/pattern.ts';
import type { PrintContext } from './context.ts';
import { isHidden } from './print-type.ts';
import { block, call, key, list, literal, quote } from './text.ts';

/** The modules of the run time that printed code asks for, by the name it uses. */
/** `schema` is imported by name where a schema is declared. */
export type RuntimeModule =
  | 'arrays'
  | 'composition'
  | 'formats'
  | 'international'
  | 'items'
  | 'members'
  | 'numbers'
  | 'objects'
  | 'unevaluated'
  | 'values';

export interface ZodContext extends PrintContext {
  zod: 'mini' | 'classic';
  /** Filled while printing. */
  runtime: Set<RuntimeModule>;
  /** Whether the constant of a named schema stands above this place in the module. */
  isDefined: (stem: string) => boolean;
}

/** The zod schema of a node: functions of `zod/mini`, nearly all of which `zod` has under the same names. */
export function printZod(node: SchemaNode, context: ZodContext): string {
  switch (node.kind) {
    case 'unknown':
    case 'never':
    case 'boolean':
    case 'null':
      return `z.${node.kind}()`;
    case 'literal':
      return printLiteral(node.values);
    case 'constant':
      return call(runtime(context, 'values', 'constant'), [literal(node.value)]);
    case 'binary':
      return printBinary(context);
    case 'string':
      return printString(node, context);
    case 'number':
      return printNumber(node, context);
    case 'array':
      return printArray(node, context);
    case 'object':
      return printObject(node, context);
    case 'union':
      return printUnion(node, context);
    case 'every':
      return printEvery(node.members, context);
    case 'not':
    case 'conditional':
    case 'unevaluated':
      return printEvery([node], context);
    case 'reference': {
      const stem = context.names.stem(node.pointer, context.forms.formFor(node.pointer, context.direction));
      return context.isDefined(stem)
        ? `${context.prefix}${stem}Schema`
        : `z.lazy(() => ${context.prefix}${stem}Schema)`;
    }
  }
}

function runtime(context: ZodContext, module: RuntimeModule, name: string): string {
  context.runtime.add(module);
  return `${module}.${name}`;
}

function checked(schema: string, checks: string[]): string {
  return checks.length === 0 ? schema : call(`${schema}.check`, checks);
}

function printLiteral(values: (string | number | boolean | null)[]): string {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return only === null ? 'z.null()' : `z.literal(${literal(only)})`;
  const texts = values.every((value) => typeof value === 'string' && value !== '__proto__');
  return call(texts ? 'z.enum' : 'z.literal', [list(values.map(literal))]);
}

function printBinary(context: ZodContext): string {
  if (context.files === 'text') return 'z.string()';
  const blob = `${runtime(context, 'values', 'blob')}()`;
  return context.files === 'blob' ? blob : `z.union([${blob}, z.string()])`;
}

const NATIVE_FORMATS: Readonly<Record<string, string>> = { uuid: 'z.guid()', ipv4: 'z.ipv4()' };

function printString(node: StringNode, context: ZodContext): string {
  const native = node.format === null ? undefined : NATIVE_FORMATS[node.format];
  // zod counts characters as JSON Schema does, not UTF-16 units.
  const checks: string[] = [];
  if (node.format !== null && native === undefined)
    checks.push(`${runtime(context, formatModule(node.format), formatFunction(node.format))}()`);
  if (node.minLength !== null && node.minLength > 0) checks.push(`z.minLength(${node.minLength})`);
  if (node.maxLength !== null) checks.push(`z.maxLength(${node.maxLength})`);
  checks.push(...node.patterns.map((pattern) => `z.regex(${String(regularExpression(pattern))})`));
  return checked(native ?? 'z.string()', checks);
}

function formatModule(format: string): RuntimeModule {
  return /^(?:hostname|idn|iri)/.test(format) ? 'international' : 'formats';
}

function formatFunction(format: string): string {
  return format.replace(/-(\w)/g, (_found, letter: string) => letter.toUpperCase());
}

function printNumber(node: NumberNode, context: ZodContext): string {
  const checks: string[] = [];
  if (node.integer && !node.int32) checks.push(`${runtime(context, 'numbers', 'integer')}()`);
  if (node.minimum !== null) checks.push(`z.gte(${literal(node.minimum)})`);
  if (node.exclusiveMinimum !== null) checks.push(`z.gt(${literal(node.exclusiveMinimum)})`);
  if (node.maximum !== null) checks.push(`z.lte(${literal(node.maximum)})`);
  if (node.exclusiveMaximum !== null) checks.push(`z.lt(${literal(node.exclusiveMaximum)})`);
  if (node.multipleOf !== null)
    checks.push(`${runtime(context, 'numbers', 'multipleOf')}(${literal(node.multipleOf)})`);
  return checked(node.int32 ? 'z.int32()' : 'z.number()', checks);
}

function printArray(node: ArrayNode, context: ZodContext): string {
  const checks: string[] = [];
  if (node.minItems !== null && node.minItems > 0) checks.push(`z.minLength(${node.minItems})`);
  if (node.maxItems !== null) checks.push(`z.maxLength(${node.maxItems})`);
  if (node.uniqueItems) checks.push(`${runtime(context, 'items', 'unique')}()`);
  if (node.contains !== null) {
    const { node: inner, minimum, maximum } = node.contains;
    checks.push(
      call(runtime(context, 'items', 'contains'), [
        printZod(inner, context),
        String(minimum),
        ...(maximum === null ? [] : [String(maximum)]),
      ]),
    );
  }
  const items = printZod(node.items, context);
  if (node.prefix.length === 0)
    return checked(
      node.items.kind === 'never' ? 'z.tuple([])' : call(runtime(context, 'arrays', 'of'), [items]),
      checks,
    );
  const required = node.minItems ?? 0;
  const prefix = list(
    node.prefix.map((item, index) =>
      index < required ? printZod(item, context) : call('z.exactOptional', [printZod(item, context)]),
    ),
  );
  return checked(call('z.tuple', node.items.kind === 'never' ? [prefix] : [prefix, items]), checks);
}

function printObject(node: ObjectNode, context: ZodContext): string {
  const checks: string[] = [];
  if (node.minProperties !== null && node.minProperties > 0)
    checks.push(`${runtime(context, 'members', 'minProperties')}(${node.minProperties})`);
  if (node.maxProperties !== null)
    checks.push(`${runtime(context, 'members', 'maxProperties')}(${node.maxProperties})`);
  if (node.propertyNames !== null)
    checks.push(call(runtime(context, 'members', 'propertyNames'), [printZod(node.propertyNames, context)]));
  if (node.patterns.length > 0) checks.push(printPatterns(node, context));
  for (const { name, required } of node.dependentRequired) {
    checks.push(`${runtime(context, 'members', 'dependentRequired')}(${quote(name)}, ${list(required.map(quote))})`);
  }
  for (const { name, node: inner } of node.dependentSchemas) {
    checks.push(call(runtime(context, 'members', 'dependentSchema'), [quote(name), printZod(inner, context)]));
  }
  return checked(printMembers(node, context), checks);
}

function printMembers(node: ObjectNode, context: ZodContext): string {
  const additional: SchemaNode = node.patterns.length > 0 ? { kind: 'unknown' } : node.additional;
  const shape = block(
    node.properties.map((property) => `${key(property.name)}: ${printProperty(property, context)}`),
    ',',
  );
  if (additional.kind === 'never') return call(runtime(context, 'objects', 'closed'), [shape]);
  const rest = additional.kind === 'unknown' ? [] : [printZod(additional, context)];
  return call(runtime(context, 'objects', 'open'), [shape, ...rest]);
}

function printProperty(property: PropertyNode, context: ZodContext): string {
  const schema = printZod(property.node, context);
  if (property.required && !isHidden(property, context)) return schema;
  return call(runtime(context, 'objects', 'optional'), [schema]);
}

function printPatterns(node: ObjectNode, context: ZodContext): string {
  const patterns = list(
    node.patterns.map(({ pattern, node: inner }) =>
      list([String(regularExpression(pattern)), printZod(inner, context)]),
    ),
  );
  const rest =
    node.additional.kind === 'unknown'
      ? []
      : [
          list(node.properties.filter((property) => !property.undeclared).map(({ name }) => quote(name))),
          printZod(node.additional, context),
        ];
  return call(runtime(context, 'members', 'patternProperties'), [patterns, ...rest]);
}

function printUnion(node: UnionNode, context: ZodContext): string {
  if (node.discriminator !== null) {
    const members = node.discriminator.members.map(({ value, node: member }) =>
      list([quote(value), printZod(member, context)]),
    );
    return call(runtime(context, 'composition', 'byTag'), [quote(node.discriminator.property), list(members)]);
  }
  const rest = node.members.filter((member) => member.kind !== 'null');
  if (!node.exclusive && rest.length < node.members.length && rest.length > 0) {
    const [only] = rest;
    const inner =
      rest.length === 1 && only !== undefined
        ? printZod(only, context)
        : printUnion({ ...node, members: rest }, context);
    return call('z.nullable', [inner]);
  }
  return call(node.exclusive ? 'z.xor' : 'z.union', [list(node.members.map((member) => printZod(member, context)))]);
}

/** A value that all of the members accept. The first one gives the output, the others only look. */
function printEvery(members: SchemaNode[], context: ZodContext): string {
  const checks: string[] = [];
  const schemas: string[] = [];
  for (const member of members) {
    if (member.kind === 'not')
      checks.push(call(runtime(context, 'composition', 'not'), [printZod(member.inner, context)]));
    else if (member.kind === 'conditional') {
      const parts = [member.condition, member.then, member.otherwise].map((part) => printZod(part, context));
      checks.push(call(runtime(context, 'composition', 'conditional'), parts));
    } else if (member.kind === 'unevaluated') {
      const evaluated = list(member.evaluated.map((evaluation) => printEvaluation(evaluation, context)));
      checks.push(call(runtime(context, 'unevaluated', member.keyword), [evaluated, printZod(member.rest, context)]));
    } else schemas.push(printZod(member, context));
  }
  const [first = 'z.unknown()', ...others] = schemas;
  const both = others.reduce((left, right) => call(runtime(context, 'composition', 'both'), [left, right]), first);
  return checked(both, checks);
}

function printEvaluation(evaluation: Evaluation, context: ZodContext): string {
  const name = runtime(context, 'unevaluated', evaluation.kind);
  const all = (evaluations: Evaluation[]): string => list(evaluations.map((inner) => printEvaluation(inner, context)));
  switch (evaluation.kind) {
    case 'all':
      return name;
    case 'names':
      return call(name, evaluation.names.map(quote));
    case 'matching':
      return call(
        name,
        evaluation.patterns.map((pattern) => String(regularExpression(pattern))),
      );
    case 'first':
      return call(name, [String(evaluation.count)]);
    case 'accepted':
      return call(name, [printZod(evaluation.node, context)]);
    case 'when': {
      const otherwise = evaluation.otherwise.length === 0 ? [] : [all(evaluation.otherwise)];
      return call(name, [printZod(evaluation.condition, context), all(evaluation.then), ...otherwise]);
    }
    case 'present':
      return call(name, [quote(evaluation.name), all(evaluation.then)]);
  }
}
