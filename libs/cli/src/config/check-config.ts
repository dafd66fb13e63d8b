import { Refusal } from '../document/refusal.ts';
import { isCheckedFormat } from '../model/formats.ts';
import { parsePattern } from '../model/pattern.ts';
import type { DocumentConfig, ThroughlineConfig } from './config.ts';

const KNOWN = [
  'source',
  'out',
  'headers',
  'zod',
  'importExtension',
  'formats',
  'unresolvedReferences',
  'against',
  'changes',
];

/**
 * A configuration comes from a file that nothing has type-checked.
 * @throws {Refusal} naming the first thing that is wrong with it.
 */
export function checkConfig(value: unknown, file: string): ThroughlineConfig {
  const refuse = (problem: string): never => {
    throw new Refusal(`${file}: ${problem}.`);
  };
  if (!isRecord(value) || !isRecord(value['documents']))
    return refuse('its default export needs "documents", an object');
  const documents: Record<string, DocumentConfig> = {};
  for (const [name, entry] of Object.entries(value['documents'])) {
    documents[name] = checkDocument(entry, (problem) => refuse(`document "${name}" ${problem}`));
  }
  if (Object.keys(documents).length === 0) return refuse('"documents" is empty');
  return { documents };
}

function checkDocument(entry: unknown, refuse: (problem: string) => never): DocumentConfig {
  if (!isRecord(entry)) return refuse('is not an object');
  const unknown = Object.keys(entry).find((key) => !KNOWN.includes(key));
  if (unknown !== undefined) return refuse(`has the unknown key "${unknown}"; there are ${KNOWN.join(', ')}`);
  const { source, out, headers, zod, importExtension, formats, unresolvedReferences, against, changes } = entry;
  if (typeof source !== 'string' || source === '') return refuse('needs "source", a file or an address');
  if (typeof out !== 'string' || out === '') return refuse('needs "out", a folder');
  const document: DocumentConfig = { source, out };
  if (headers !== undefined) {
    if (!isTextRecord(headers)) return refuse('has "headers" that are not texts by name');
    document.headers = headers;
  }
  if (against !== undefined) document.against = place('against', against, refuse);
  if (changes !== undefined) document.changes = place('changes', changes, refuse);
  if (zod !== undefined) {
    if (zod !== 'mini' && zod !== 'classic') return refuse('has a "zod" that is neither "mini" nor "classic"');
    document.zod = zod;
  }
  if (importExtension !== undefined) {
    if (importExtension !== '.js' && importExtension !== '.ts' && importExtension !== '')
      return refuse('has an "importExtension" that is none of ".js", ".ts" and ""');
    document.importExtension = importExtension;
  }
  if (unresolvedReferences !== undefined) {
    if (unresolvedReferences !== 'refuse' && unresolvedReferences !== 'any')
      return refuse('has "unresolvedReferences" that are neither "refuse" nor "any"');
    document.unresolvedReferences = unresolvedReferences;
  }
  if (formats !== undefined) document.formats = checkFormats(formats, refuse);
  return document;
}

function place(key: string, value: unknown, refuse: (problem: string) => never): string {
  return typeof value === 'string' && value !== '' ? value : refuse(`has "${key}" that names no file`);
}

function checkFormats(formats: unknown, refuse: (problem: string) => never): NonNullable<DocumentConfig['formats']> {
  if (!isRecord(formats)) return refuse('has "formats" that are not an object');
  const rules: Record<string, NonNullable<DocumentConfig['formats']>[string]> = {};
  for (const [name, entry] of Object.entries(formats)) {
    const { rule, reason, format, pattern } = isRecord(entry) ? entry : {};
    if (typeof reason !== 'string' || reason === '') return refuse(`gives no "reason" for the format "${name}"`);
    if (rule === 'unchecked') rules[name] = { rule, reason };
    else if (rule === 'as' && typeof format === 'string' && isCheckedFormat(format))
      rules[name] = { rule, reason, format };
    else if (rule === 'pattern' && typeof pattern === 'string' && parsePattern(pattern) !== null)
      rules[name] = { rule, reason, pattern };
    else
      return refuse(
        `needs for the format "${name}" a "rule": "unchecked", "as" with a known "format", or "pattern" with a regular expression`,
      );
  }
  return rules;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextRecord(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((item) => typeof item === 'string');
}
