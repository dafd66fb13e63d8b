/**
 * What becomes of a `format`. Strict by the source named in the run-time module; a project that knows its server to write something
 * else makes an exception in its configuration.
 */
export type FormatRule =
  | { rule: 'as'; format: string; reason: string }
  | { rule: 'pattern'; pattern: string; reason: string }
  | { rule: 'unchecked'; reason: string };

export type FormatRules = Readonly<Record<string, FormatRule>>;

/** Formats of strings that are checked, by the name that the emitter prints them under. */
const CHECKED: Readonly<Record<string, string>> = {
  uuid: 'uuid',
  'date-time': 'date-time',
  date: 'date',
  time: 'time',
  duration: 'duration',
  email: 'email',
  hostname: 'hostname',
  ipv4: 'ipv4',
  ipv6: 'ipv6',
  uri: 'uri',
  'uri-reference': 'uri-reference',
  byte: 'byte',
  decimal: 'decimal',
  'json-pointer': 'json-pointer',
  regex: 'regex',
};

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
  const check = Object.hasOwn(CHECKED, name) ? CHECKED[name] : undefined;
  if (check !== undefined) return { check };
  return { unchecked: HINTS.has(name) ? 'hint' : 'not known' };
}

export function isCheckedFormat(format: string): boolean {
  return Object.hasOwn(CHECKED, format);
}
