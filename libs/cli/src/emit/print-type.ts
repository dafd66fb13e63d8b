import type { JsonValue } from '../document/json.ts';
import type { ObjectNode, PropertyNode, SchemaNode } from '../model/schema-node.ts';
import type { PrintContext } from './context.ts';
import { block, docComment, indent, literal, quote, typeKey } from './text.ts';

/** The TypeScript type of the values that a node accepts. */
export function printType(node: SchemaNode, context: PrintContext): string {
  switch (node.kind) {
    case 'unknown':
    case 'never':
    case 'boolean':
    case 'null':
    case 'string':
    case 'number':
      return node.kind;
    case 'literal':
      return node.values.map((value) => literal(value)).join(' | ');
    case 'constant':
      return constantType(node.value);
    case 'binary':
      return { blob: 'Blob', text: 'string', either: 'Blob | string' }[context.files];
    case 'array':
      return printArray(node, context);
    case 'object':
      return printObject(node, context);
    case 'union':
      return printUnion(node, context);
    case 'every': {
      const parts = node.members
        .map((member) => ({ member, type: printType(member, context) }))
        .filter(({ type }) => type !== 'unknown');
      return parts.length === 0 ? 'unknown' : [...new Set(parts.map(({ type }) => grouped(type)))].join(' & ');
    }
    case 'reference':
      return context.prefix + context.names.stem(node.pointer, context.forms.formFor(node.pointer, context.direction));
    // TypeScript has no word for what a value must not be, or for a condition on it.
    case 'not':
    case 'conditional':
    case 'unevaluated':
      return 'unknown';
  }
}

/** A property that this direction does not carry: checked when it comes all the same, but not offered by the type. */
export function isHidden(property: PropertyNode, context: PrintContext): boolean {
  return context.direction === 'request' ? property.readOnly : property.writeOnly;
}

export function printObject(node: ObjectNode, context: PrintContext): string {
  const properties = node.properties.filter((property) => !isHidden(property, context));
  const lines = properties.map((property) => {
    const comment = docComment([property.description, property.deprecated ? '@deprecated' : null]);
    const type = printType(property.node, context);
    if (property.required) return `${comment}${typeKey(property.name)}: ${type}`;
    return `${comment}${typeKey(property.name)}?: ${type === 'unknown' ? type : `${type} | undefined`}`;
  });
  const open = node.additional.kind === 'unknown' && node.patterns.length === 0;
  if (node.patterns.length > 0) lines.push('[key: string]: unknown');
  else if (node.additional.kind === 'never') {
    if (node.properties.length === 0) lines.push('[key: string]: never');
  } else if (!open) {
    // Beside named properties an index signature would have to agree with each of them.
    lines.push(`[key: string]: ${node.properties.length === 0 ? printType(node.additional, context) : 'unknown'}`);
  } else if (lines.length === 0) lines.push('[key: string]: unknown');
  return lines.length === 1 && !lines[0]?.includes('\n') ? `{ ${lines[0]} }` : block(lines, ';');
}

function printArray(node: Extract<SchemaNode, { kind: 'array' }>, context: PrintContext): string {
  const items = printType(node.items, context);
  if (node.prefix.length === 0) return node.items.kind === 'never' ? '[]' : `${grouped(items)}[]`;
  const required = node.minItems ?? 0;
  const parts = node.prefix.map((item, index) => {
    const type = printType(item, context);
    return index < required ? type : `${grouped(type)}?`;
  });
  if (node.items.kind !== 'never') parts.push(`...${grouped(items)}[]`);
  return `[${parts.join(', ')}]`;
}

function printUnion(node: Extract<SchemaNode, { kind: 'union' }>, context: PrintContext): string {
  const { discriminator } = node;
  const types =
    discriminator === null
      ? node.members.map((member) => printType(member, context))
      : discriminator.members.map(({ value, node: member }) => {
          return `(${printType(member, context)} & { ${typeKey(discriminator.property)}?: ${quote(value)} | undefined })`;
        });
  const unique = [...new Set(types)];
  const line = unique.join(' | ');
  return unique.length > 1 && line.length > 100 ? `\n  | ${unique.map(indent).join('\n  | ')}` : line;
}

function constantType(value: JsonValue): string {
  if (Array.isArray(value)) return `readonly [${value.map(constantType).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return literal(value);
  return `{ ${Object.entries(value)
    .map(([name, inner]) => `readonly ${typeKey(name)}: ${constantType(inner)}`)
    .join('; ')} }`;
}

function grouped(type: string): string {
  return /^[\w$.'"]+$/u.test(type) || (type.startsWith('{') && !/\} [&|]/.test(type)) ? type : `(${type})`;
}
