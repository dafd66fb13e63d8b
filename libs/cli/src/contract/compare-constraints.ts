import { type JsonObject, type JsonValue, member, numberMember, stringMember } from '../document/json.ts';
import type { Comparing } from './comparing.ts';
import { sameText } from './shape-parts.ts';

const LOWER_BOUNDS = ['minLength', 'minItems', 'minProperties', 'minimum', 'exclusiveMinimum'];
const UPPER_BOUNDS = ['maxLength', 'maxItems', 'maxProperties', 'maximum', 'exclusiveMaximum'];
/** Which of two of them takes more cannot be told from their texts. */
const CONDITIONS = [
  'contains',
  'propertyNames',
  'dependentRequired',
  'dependentSchemas',
  'not',
  'if',
  'then',
  'else',
  'unevaluatedProperties',
  'unevaluatedItems',
  'evaluated',
];

/** What changed in the keywords that hold for a value besides its type, members and items. */
export function compareConstraints(before: JsonObject, after: JsonObject, place: string, comparing: Comparing): void {
  const weigh = (keyword: string, difference: number): void => {
    if (difference === 0 || Number.isNaN(difference)) return;
    const change = difference > 0 ? 'tightened' : 'loosened';
    const detail = `${keyword} ${text(member(before, keyword))} → ${text(member(after, keyword))}`;
    comparing.report(`${comparing.direction}-constraint-${change}`, place, detail);
  };
  for (const keyword of LOWER_BOUNDS)
    weigh(keyword, (numberMember(after, keyword) ?? -Infinity) - (numberMember(before, keyword) ?? -Infinity));
  for (const keyword of UPPER_BOUNDS)
    weigh(keyword, (numberMember(before, keyword) ?? Infinity) - (numberMember(after, keyword) ?? Infinity));
  weigh('uniqueItems', Number(member(after, 'uniqueItems') === true) - Number(member(before, 'uniqueItems') === true));
  compareSteps(numberMember(before, 'multipleOf'), numberMember(after, 'multipleOf'), weigh);
  comparePatterns(listOf(before), listOf(after), place, comparing);
  compareFormats(stringMember(before, 'format'), stringMember(after, 'format'), place, comparing);
  for (const keyword of CONDITIONS) {
    const [left, right] = [
      withMeaning(before, keyword, comparing.before),
      withMeaning(after, keyword, comparing.after),
    ];
    if (left !== right) comparing.report(`${comparing.direction}-condition-changed`, place, keyword);
  }
}

/** A multiple of the old step takes less, a part of it more, any other both. */
function compareSteps(
  before: number | null,
  after: number | null,
  weigh: (keyword: string, difference: number) => void,
): void {
  if (before === after) return;
  if (before === null || (after !== null && after % before !== 0 && before % after !== 0)) weigh('multipleOf', 1);
  if (after === null || (before !== null && after % before !== 0)) weigh('multipleOf', -1);
  if (before !== null && after !== null && after % before === 0) weigh('multipleOf', 1);
}

function comparePatterns(before: string[], after: string[], place: string, { direction, report }: Comparing): void {
  const gone = before.filter((pattern) => !after.includes(pattern));
  const fresh = after.filter((pattern) => !before.includes(pattern));
  if (gone.length > 0 && fresh.length > 0) {
    report(`${direction}-pattern-changed`, place, `${gone.join(', ')} → ${fresh.join(', ')}`);
    return;
  }
  for (const pattern of fresh) report(`${direction}-constraint-tightened`, place, `pattern ${pattern}`);
  for (const pattern of gone) report(`${direction}-constraint-loosened`, place, `pattern ${pattern}`);
}

function compareFormats(
  before: string | null,
  after: string | null,
  place: string,
  { direction, report }: Comparing,
): void {
  if (before === after) return;
  const change = before === null ? 'added' : after === null ? 'removed' : 'changed';
  report(`${direction}-format-${change}`, place, `${before ?? 'none'} → ${after ?? 'none'}`);
}

/** The text of a keyword together with every named schema that it leads to. */
function withMeaning(shape: JsonObject, keyword: string, schemas: ReadonlyMap<string, JsonValue>): string {
  const value = member(shape, keyword);
  if (value === undefined) return '';
  const texts = new Map<string, string>();
  const waiting = [JSON.stringify(value)];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    // A text that only looks like a name does no harm: what it leads to is compared for nothing.
    for (const [quoted] of next.matchAll(/"#(?:[^"\\]|\\.)*"/g)) {
      const name = String(JSON.parse(quoted)).slice(1);
      const target = schemas.get(name);
      if (texts.has(name) || target === undefined) continue;
      texts.set(name, JSON.stringify(target));
      waiting.push(JSON.stringify(target));
    }
  }
  return JSON.stringify([value, [...texts].sort(([a], [b]) => (a < b ? -1 : 1))]);
}

function listOf(shape: JsonObject): string[] {
  const patterns = member(shape, 'patterns');
  return Array.isArray(patterns) ? patterns.filter((pattern) => typeof pattern === 'string') : [];
}

function text(value: JsonValue | undefined): string {
  return value === undefined || sameText(value, null) ? 'none' : JSON.stringify(value);
}
