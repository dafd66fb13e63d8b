/** A bug to plant: a text of one source file that becomes another. */
export interface Mutation {
  kind:
    | 'null'
    | 'presence'
    | 'strings'
    | 'formats'
    | 'numbers'
    | 'enums'
    | 'objects'
    | 'arrays'
    | 'unions'
    | 'allOf'
    | 'discriminators'
    | 'conditions'
    | 'unevaluated'
    | 'alteration'
    | 'direction'
    | 'operations'
    | 'events';
  file: string;
  find: string;
  replace: string;
}

type Row = [kind: Mutation['kind'], file: string, find: string, replace: string];

const ROWS: Row[] = [
  ['null', 'src/model/json-types.ts', "return document.dialect === '3.0' &&", "return document.dialect === '3.1' &&"],
  [
    'null',
    'src/model/schema-parser.ts',
    "&& allowed.has('null') ? nullable(node)",
    "&& !allowed.has('null') ? nullable(node)",
  ],
  ['null', 'src/emit/print-zod.ts', "return call('z.nullable', [inner]);", 'return inner;'],
  ['null', 'src/emit/print-zod.ts', "return only === null ? 'z.null()' :", "return only === null ? 'z.undefined()' :"],
  ['null', 'src/emit/print-zod.ts', 'rest.length < node.members.length && rest.length > 0', 'rest.length > 0'],
  [
    'presence',
    'src/emit/print-zod.ts',
    "return call(runtime(context, 'objects', 'optional'), [schema]);",
    'return schema;',
  ],
  ['presence', 'src/emit/print-zod.ts', 'if (property.required && !isHidden', 'if (!property.required && !isHidden'],
  ['presence', 'runtime/objects.ts', 'return z.optional(asSchema(member));', 'return z.nullable(asSchema(member));'],
  ['presence', 'src/model/parse-structures.ts', 'if (Object.hasOwn(declared, name)) continue;', 'continue;'],
  ['presence', 'src/model/parse-structures.ts', 'required: required.has(name),', 'required: false,'],
  [
    'presence',
    'src/model/combine.ts',
    'required: left.required || right.required,',
    'required: left.required && right.required,',
  ],
  [
    'presence',
    'runtime/objects.ts',
    'undefined && !Object.hasOwn(input, name))',
    'undefined && Object.hasOwn(input, name))',
  ],
  [
    'presence',
    'runtime/objects.ts',
    'if (value === undefined && part.isOptional) continue;',
    'if (part.isOptional) continue;',
  ],
  ['presence', 'runtime/inside.ts', '? { isOptional: true } : { isNullable: true }', '? { isOptional: true } : {}'],
  [
    'strings',
    'src/emit/print-zod.ts',
    'checks.push(`z.minLength(${node.minLength})`);',
    'checks.push(`z.minLength(${node.minLength + 1})`);',
  ],
  [
    'strings',
    'src/emit/print-zod.ts',
    'if (node.minLength !== null && node.minLength > 0)',
    'if (node.minLength !== null && node.minLength > 1)',
  ],
  [
    'strings',
    'src/emit/print-zod.ts',
    'if (node.maxLength !== null) checks.push(`z.maxLength(${node.maxLength})`);',
    '',
  ],
  [
    'strings',
    'src/emit/print-zod.ts',
    '`z.maxLength(${node.maxLength})`);\n  checks.push(...node.patterns',
    '`z.maxLength(${node.maxLength - 1})`);\n  checks.push(...node.patterns',
  ],
  ['strings', 'src/emit/print-zod.ts', 'checks.push(...node.patterns.map', '[].push(...node.patterns.map'],
  [
    'strings',
    'src/model/pattern.ts',
    "if (classStart === null) return '^$.*+?()[{}|/'.includes(escaped) ? found : escaped;",
    "if (classStart === null) return '^$.*+?()[{}|/'.includes(escaped) ? found : '';",
  ],
  [
    'strings',
    'src/model/pattern.ts',
    "source[offset + 2] === ']' ? escaped : found;",
    "source[offset + 2] === ']' ? escaped : escaped;",
  ],
  ['strings', 'src/model/parse-scalars.ts', "minLength: numberMember(schema, 'minLength'),", 'minLength: null,'],
  ['formats', 'src/emit/print-zod.ts', "uuid: 'z.guid()'", "uuid: 'z.uuidv4()'"],
  ['formats', 'src/emit/print-zod.ts', "ipv4: 'z.ipv4()'", "ipv4: 'z.string()'"],
  ['formats', 'src/model/formats.ts', "  'date-time',\n", ''],
  ['formats', 'src/model/formats.ts', "  'decimal',\n", ''],
  ['formats', 'runtime/formats.ts', '(minuteOf(0) - offset + 1440) % 1440 === 1439 &&', ''],
  ['formats', 'runtime/formats.ts', '02-(?:0[1-9]|1\\\\d|2[0-8])', '02-(?:0[1-9]|1\\\\d|2[0-9])'],
  ['formats', 'runtime/formats.ts', "'(?:[01]\\\\d|2[0-3]):[0-5]\\\\d'", "'(?:[01]\\\\d|2[0-4]):[0-5]\\\\d'"],
  ['formats', 'runtime/formats.ts', "DAY, '[Tt]', MINUTES", "DAY, '.', MINUTES"],
  ['formats', 'runtime/formats.ts', '(?:[02468][048]|[13579][26])00)-02-29', '\\\\d\\\\d00)-02-29'],
  [
    'formats',
    'runtime/formats.ts',
    'if (at < 1 || !local.test(text.slice(0, at))) return false;',
    'if (at < 1) return false;',
  ],
  ['formats', 'runtime/formats.ts', 'return halves.length === 2 ? count <= 7 : count === 8;', 'return count <= 8;'],
  ['formats', 'runtime/formats.ts', 'scheme === undefined ? needsScheme :', 'scheme === undefined ? false :'],
  ['formats', 'runtime/formats.ts', 'return text.length <= 253 && H', 'return text.length <= 253 || H'],
  ['formats', 'runtime/formats.ts', '{2}==|[A-Za-z0-9+/]{3}=)?$/', '{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/'],
  ['formats', 'runtime/formats.ts', '(?:\\d+(?:\\.\\d*)?|\\.\\d+)$/.test', '(?:\\d+(?:\\.\\d*)?)$/.test'],
  ['numbers', 'src/emit/print-zod.ts', 'if (node.integer && !node.int32)', 'if (node.integer && node.int32)'],
  ['numbers', 'src/emit/print-zod.ts', 'z.gte(${literal(node.minimum)})', 'z.gt(${literal(node.minimum)})'],
  [
    'numbers',
    'src/emit/print-zod.ts',
    'z.gt(${literal(node.exclusiveMinimum)})',
    'z.gte(${literal(node.exclusiveMinimum)})',
  ],
  ['numbers', 'src/emit/print-zod.ts', 'z.lte(${literal(node.maximum)})', 'z.lt(${literal(node.maximum)})'],
  [
    'numbers',
    'src/emit/print-zod.ts',
    'z.lt(${literal(node.exclusiveMaximum)})',
    'z.lte(${literal(node.exclusiveMaximum)})',
  ],
  [
    'numbers',
    'src/emit/print-zod.ts',
    "node.int32 ? 'z.int32()' : 'z.number()'",
    "node.int32 ? 'z.int()' : 'z.number()'",
  ],
  [
    'numbers',
    'runtime/numbers.ts',
    'if (Number.isInteger(payload.value)) return;',
    'if (Number.isSafeInteger(payload.value)) return;',
  ],
  [
    'numbers',
    'runtime/numbers.ts',
    'if (isMultiple(payload.value, divisor)) return;',
    'if (payload.value % divisor === 0) return;',
  ],
  [
    'numbers',
    'src/model/parse-scalars.ts',
    'exclusiveMaximum: exclusiveAbove ? maximum :',
    'exclusiveMaximum: exclusiveAbove ? null :',
  ],
  ['enums', 'src/model/schema-parser.ts', 'narrowed.length === 0 ? NEVER', 'narrowed.length === 0 ? typed'],
  [
    'enums',
    'src/model/schema-parser.ts',
    'if (constant !== undefined) parts.push(',
    'if (Boolean(constant)) parts.push(',
  ],
  [
    'enums',
    'src/model/schema-parser.ts',
    "typeof value !== 'object' || value === null);\n  const constants",
    "typeof value !== 'object');\n  const constants",
  ],
  ['enums', 'src/model/narrow-values.ts', 'if (verdict) kept.push(value);', 'kept.push(value);'],
  ['enums', 'runtime/values.ts', 'one.size === other.size && ', ''],
  [
    'enums',
    'runtime/values.ts',
    'left.length !== right.length) return false;',
    'left.length > right.length) return false;',
  ],
  [
    'objects',
    'src/emit/print-zod.ts',
    "call(runtime(context, 'objects', 'closed'), [shape])",
    "call(runtime(context, 'objects', 'open'), [shape])",
  ],
  [
    'objects',
    'src/emit/print-zod.ts',
    "call(runtime(context, 'objects', 'open'), [shape, ...rest])",
    "call(runtime(context, 'objects', 'closed'), [shape])",
  ],
  [
    'objects',
    'src/emit/print-zod.ts',
    "call(runtime(context, 'objects', 'open'), [shape, ...rest])",
    "call(runtime(context, 'objects', 'open'), [shape])",
  ],
  ['objects', 'runtime/objects.ts', '!Object.hasOwn(def.shape, name)', '!(name in def.shape)'],
  ['objects', 'runtime/objects.ts', 'isInherited: name in {}', 'isInherited: false'],
  ['objects', 'runtime/objects.ts', 'else if (further.length > 0)', 'else if (further.length > 1)'],
  ['objects', 'src/emit/print-zod.ts', 'if (node.patterns.length > 0) checks.push(printPatterns(node, context));', ''],
  ['objects', 'runtime/members.ts', 'matching.length === 0 && !named.includes(name)', 'matching.length === 0'],
  ['objects', 'runtime/members.ts', 'Object.keys(value).length >= minimum', 'Object.keys(value).length > minimum'],
  ['objects', 'runtime/members.ts', 'Object.keys(value).length <= maximum', 'Object.keys(value).length < maximum'],
  ['objects', 'runtime/members.ts', 'for (const [name] of members) report(name, issuesOf(schema, name));', ''],
  ['objects', 'runtime/members.ts', 'if (!present.has(name)) return;', 'return;'],
  ['arrays', 'src/emit/print-zod.ts', 'if (node.uniqueItems) checks.push', 'if (!node.uniqueItems) checks.push'],
  ['arrays', 'src/emit/print-zod.ts', 'if (node.maxItems !== null) checks.push(`z.maxLength(${node.maxItems})`);', ''],
  [
    'arrays',
    'src/emit/print-zod.ts',
    'index < required ? printZod(item, context)',
    'index <= required ? printZod(item, context)',
  ],
  ['arrays', 'src/emit/print-zod.ts', "node.items.kind === 'never' ? [prefix] : [prefix, items]", '[prefix]'],
  ['arrays', 'runtime/items.ts', 'if (structures.some((known) => equal(known, item))) return false;', ''],
  ['arrays', 'runtime/items.ts', 'count >= minimum && count <= maximum', 'count >= minimum'],
  [
    'arrays',
    'src/model/parse-structures.ts',
    "numberMember(schema, 'minContains') ?? 1",
    "numberMember(schema, 'minContains') ?? 0",
  ],
  ['unions', 'src/emit/print-zod.ts', "node.exclusive ? 'z.xor' : 'z.union'", "'z.union'"],
  ['unions', 'src/model/resolve-nodes.ts', 'if (one.type !== other.type) return true;', 'return true;'],
  [
    'unions',
    'src/model/resolve-nodes.ts',
    'if (twin?.required !== true || !property.required) continue;',
    'if (twin === undefined) continue;',
  ],
  ['unions', 'src/model/combine.ts', 'known.values = [...new Set([...known.values, ...member.values])];', ''],
  [
    'allOf',
    'src/model/schema-parser.ts',
    'if (Array.isArray(allOf))\n',
    'if (Array.isArray(allOf) && allOf.length < 2)\n',
  ],
  ['allOf', 'src/model/combine.ts', "node.additional.kind === 'unknown' &&", ''],
  ['allOf', 'src/model/combine.ts', 'node: every([left.node, right.node]),', 'node: left.node,'],
  ['allOf', 'runtime/composition.ts', 'relay(payload, issuesOf(right, payload.value));', ''],
  [
    'allOf',
    'src/model/schema-parser.ts',
    "if (typeof reference === 'string') parts.push(this.#reference(reference, pointer));",
    "if (typeof reference === 'string') return this.#reference(reference, pointer);",
  ],
  [
    'discriminators',
    'runtime/composition.ts',
    'if (schema !== undefined) relay(payload',
    'if (schema === undefined) return;\n    if (schema !== undefined) relay(payload',
  ],
  [
    'discriminators',
    'runtime/composition.ts',
    'return tag === undefined ? z.xor([...schemas.values()]) : undefined;',
    'return undefined;',
  ],
  ['discriminators', 'src/model/parse-one-of.ts', 'if (!named.has(node.pointer) && name !== undefined)', 'if (false)'],
  [
    'discriminators',
    'src/model/parse-one-of.ts',
    'tagged.push({ value, node });',
    'tagged.push({ value: value.toUpperCase(), node });',
  ],
  [
    'discriminators',
    'src/model/resolve-nodes.ts',
    'values !== null && !values.includes(value)',
    'values !== null && values.includes(value)',
  ],
  [
    'conditions',
    'runtime/composition.ts',
    "!z.safeParse(schema, value).success, 'Is what",
    "z.safeParse(schema, value).success, 'Is what",
  ],
  [
    'conditions',
    'runtime/composition.ts',
    'payload.value).success ? then : otherwise',
    'payload.value).success ? then : then',
  ],
  ['conditions', 'runtime/members.ts', 'if (Object.hasOwn(payload.value, name)) relay', 'relay'],
  [
    'conditions',
    'src/model/schema-parser.ts',
    'if (not !== undefined) parts.push',
    'if (not === undefined) parts.push',
  ],
  [
    'unevaluated',
    'runtime/unevaluated.ts',
    'if (evaluate(evaluations, value, seen)) return;',
    'evaluate(evaluations, value, seen);',
  ],
  [
    'unevaluated',
    'runtime/unevaluated.ts',
    '.success ? then : otherwise, value, seen)',
    '.success ? then : [], value, seen)',
  ],
  ['unevaluated', 'runtime/unevaluated.ts', 'Object.hasOwn(value, name) && evaluate', 'evaluate'],
  [
    'unevaluated',
    'src/model/parse-unevaluated.ts',
    'if (!isOwner && Object.hasOwn(schema, this.#keyword))',
    'if (Object.hasOwn(schema, this.#keyword))',
  ],
  [
    'unevaluated',
    'src/model/parse-unevaluated.ts',
    'return [...own, ...this.#reference(schema, path), ',
    'return [...own, ',
  ],
  [
    'unevaluated',
    'src/model/parse-unevaluated.ts',
    "kind: 'first' as const, count: prefix.length",
    "kind: 'first' as const, count: prefix.length + 1",
  ],
  [
    'alteration',
    'src/emit/print-zod.ts',
    "call(runtime(context, 'objects', 'open'), [shape, ...rest])",
    "call(additional.kind === 'unknown' ? 'z.object' : runtime(context, 'objects', 'open'), [shape, ...rest])",
  ],
  [
    'alteration',
    'src/emit/print-zod.ts',
    "return checked(native ?? 'z.string()', checks);",
    "return checked(native ?? 'z.string()', [...checks, 'z.trim()']);",
  ],
  [
    'alteration',
    'runtime/arrays.ts',
    'accepts(index, part, input[index]);',
    'accepts(index, part, input[index]);\n    payload.value = [...input].reverse();',
  ],
  [
    'alteration',
    'runtime/objects.ts',
    'if (others === null) return payload;',
    'if (others === null) return { ...payload, value: { ...input, constructor: null } };',
  ],
  ['strings', 'runtime/inside.ts', 'checks.length === 0 && format === undefined', 'format === undefined'],
  ['formats', 'runtime/inside.ts', ' && format === undefined', ''],
  ['null', 'runtime/inside.ts', 'value === null ? part.isNullable :', 'value === null ? true :'],
  ['enums', 'runtime/inside.ts', 'part.values?.has(value) === true', 'part.values !== undefined'],
  [
    'direction',
    'src/emit/print-type.ts',
    "context.direction === 'request' ? property.readOnly : property.writeOnly",
    "context.direction === 'request' ? property.writeOnly : property.readOnly",
  ],
  [
    'direction',
    'src/emit/print-type.ts',
    "context.direction === 'request' ? property.readOnly : property.writeOnly",
    'false',
  ],
  ['direction', 'src/model/forms.ts', "if (!kinds?.has(true)) return 'text';", "return 'text';"],
  ['direction', 'src/model/schema-parser.ts', 'if (this.isMarked(target, keyword, depth + 1)) return true;', ''],
  ['operations', 'src/emit/emit-operations.ts', 'context, !body.required)}`', 'context, body.required)}`'],
  ['operations', 'src/emit/emit-operations.ts', "carriesFiles(body.contentType) ? 'blob' : 'text'", "'text'"],
  [
    'operations',
    'src/emit/emit-operations.ts',
    'const schema = required ? printZod',
    'const schema = !required ? printZod',
  ],
  [
    'operations',
    'src/emit/emit-operations.ts',
    "this.#context('response', contentType",
    "this.#context('request', contentType",
  ],
  [
    'operations',
    'src/emit/emit-operations.ts',
    '(/^\\d+$/.test(status) ? exact : ranges).push',
    '(/^\\d+$/.test(status) ? exact : []).push',
  ],
  ['operations', 'src/emit/emit-operations.ts', 'lines.push(`query: ${this', 'lines.push(`_query: ${this'],
  [
    'operations',
    'src/model/parse-parameters.ts',
    "required: member(parameter, 'required') === true,",
    'required: false,',
  ],
  [
    'operations',
    'src/model/parse-parameters.ts',
    'result.pathParameters.push({ ...property, required: true });',
    'result.pathParameters.push({ ...property, required: false });',
  ],
  ['operations', 'src/model/parse-parameters.ts', 'name: name.toLowerCase() });', 'name });'],
  ['operations', 'src/model/parse-parameters.ts', '    [pathItem, itemPointer],\n', ''],
  ['operations', 'src/model/media-type.ts', 'return hasFiles(type) ? 0 : 2;', 'return 2;'],
  [
    'operations',
    'src/model/parse-parameters.ts',
    'result.cookies.push(property);',
    'result.cookies.push({ ...property, required: false });',
  ],
  [
    'operations',
    'src/model/parse-parameters.ts',
    'result.cookies.push(property);',
    'result.cookies.push({ ...property, name: property.name.toLowerCase() });',
  ],
  ['operations', 'src/emit/emit-operations.ts', 'lines.push(`cookies: ${this', 'lines.push(`_cookies: ${this'],
  ['events', 'src/model/find-event-types.ts', 'event.types = types;', 'event.types = [];'],
  ['events', 'src/emit/emit-events.ts', "direction: 'response',", "direction: 'request',"],
  [
    'events',
    'src/emit/emit-events.ts',
    'schemas.push(`${key(name)}: ${schema}`);',
    'schemas.unshift(`${key(name)}: z.unknown()`);',
  ],
  [
    'events',
    'src/model/parse-events.ts',
    'return METHODS.flatMap((method) => {',
    "return ['post'].flatMap((method) => {",
  ],
  [
    'events',
    'src/model/parse-events.ts',
    '...operations.flatMap((operation) => parseCallbacks(operation, parser))',
    '',
  ],
  [
    'events',
    'src/model/parse-events.ts',
    'return body?.node ?? null;',
    "return body === null ? null : { kind: 'unknown' };",
  ],
];

export const MUTATIONS: readonly Mutation[] = ROWS.map(([kind, file, find, replace]) => ({
  kind,
  file,
  find,
  replace,
}));
