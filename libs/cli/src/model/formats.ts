/**
 * What becomes of a `format`. Strict by the source named in the run-time module; a project that knows its server to write something
 * else makes an exception in its configuration.
 */
export type FormatRule =
  | { rule: 'as'; format: string; reason: string }
  | { rule: 'pattern'; pattern: string; reason: string }
  | { rule: 'unchecked'; reason: string };

export type FormatRules = Readonly<Record<string, FormatRule>>;

/** Formats of strings that are checked. */
const CHECKED = new Set([
  'uuid',
  'date-time',
  'date',
  'time',
  'duration',
  'email',
  'idn-email',
  'hostname',
  'idn-hostname',
  'ipv4',
  'ipv6',
  'uri',
  'uri-reference',
  'uri-template',
  'iri',
  'iri-reference',
  'byte',
  'decimal',
  'json-pointer',
  'relative-json-pointer',
  'regex',
]);

/** Hints for people and tools that say nothing of the value. */
const HINTS = new Set([
  'password',
  'binary',
  'double',
  'float',
  'int64',
  'int32',
  'textarea',
  'html',
  'markdown',
  'slug',
  'unix-time',
]);

export type FormatOutcome = { check: string } | { pattern: string } | { unchecked: 'hint' | 'rule' | 'not known' };

export function stringFormat(format: string, rules: FormatRules): FormatOutcome {
  const rule = Object.hasOwn(rules, format) ? rules[format] : undefined;
  if (rule?.rule === 'unchecked') return { unchecked: 'rule' };
  if (rule?.rule === 'pattern') return { pattern: rule.pattern };
  const name = rule?.rule === 'as' ? rule.format : format;
  if (CHECKED.has(name)) return { check: name };
  return { unchecked: HINTS.has(name) ? 'hint' : 'not known' };
}

export function isCheckedFormat(format: string): boolean {
  return CHECKED.has(format);
}
