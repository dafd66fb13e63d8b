import type { JsonValue } from '../document/json.ts';
import { isIdentifier } from '../model/identifiers.ts';

/** A line longer than this is broken where it can be. */
const LINE_LENGTH = 120;

/** Most texts: nothing in them needs to be escaped. */
const PLAIN = /^[ !#-&(-[\]-~]*$/;

export function quote(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`;
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
    .replace(/\p{Cs}/gu, escapeSurrogate)}'`;
}

function escapeSurrogate(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16)}`;
}

/** A property's name in a type or an object literal. */
export function key(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  if (/^[a-zA-Z_$][\w$]*$/.test(name)) return name;
  return isIdentifier(name) ? name : quote(name);
}

/** A property's name in an interface, where `__proto__` has no special meaning. */
export function typeKey(name: string): string {
  return name === '__proto__' ? "'__proto__'" : key(name);
}

export function literal(value: JsonValue): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([name, inner]) => `${key(name)}: ${literal(inner)}`)
      .join(', ')} }`;
  }
  return Object.is(value, -0) ? '0' : String(value);
}

/** A doc comment, or nothing. Text of the document cannot end it. */
export function docComment(lines: (string | null)[]): string {
  const text = lines
    .filter((line) => line !== null && line.trim() !== '')
    .join('\n')
    .replaceAll('*/', '*\\/')
    .replace(/[\u2028\u2029\r]/g, '\n')
    // Spaces of typesetting, at which linters stop.
    .replace(/[\f\v\u0085\u00a0\u1680\u180e\u2000-\u200b\u202f\u205f\u3000\ufeff]/g, ' ')
    .trim();
  if (text === '') return '';
  const rows = text.split('\n').map((row) => row.trimEnd());
  if (rows.length === 1) return `/** ${text} */\n`;
  return `/**\n${rows.map((row) => (row === '' ? ' *' : ` * ${row}`)).join('\n')}\n */\n`;
}

export function indent(text: string): string {
  return text.replace(/\n(?!\n|$)/g, '\n  ');
}

/** `name(a, b)`, on one line when it fits. A single object or array stays on the line of the call. */
export function call(name: string, parts: string[]): string {
  const line = `${name}(${parts.join(', ')})`;
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && /^([[{]|\(\) =>)/.test(only)) return line;
  if (line.length <= LINE_LENGTH && !line.includes('\n')) return line;
  return `${name}(\n  ${parts.map(indent).join(',\n  ')},\n)`;
}

export function list(parts: string[]): string {
  const line = `[${parts.join(', ')}]`;
  if (line.length <= LINE_LENGTH && !line.includes('\n')) return line;
  return `[\n  ${parts.map(indent).join(',\n  ')},\n]`;
}

export function block(lines: string[], end: ',' | ';'): string {
  return lines.length === 0 ? '{}' : `{\n  ${lines.map((line) => indent(line) + end).join('\n  ')}\n}`;
}
