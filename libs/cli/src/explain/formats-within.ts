import { type JsonValue, isJsonObject, member, stringMember } from '../document/json.ts';
import type { OpenApiDocument } from '../document/open-api-document.ts';
import { type FormatRules, stringFormat } from '../model/formats.ts';
import type { SchemaPlaces } from '../model/schema-places.ts';
import type { FormatUse } from './explanation.ts';
import { isWithin } from './references.ts';

/** The formats of texts at and below a place, and what is checked of each; a file (`binary`) is no text. */
export function formatsWithin(
  pointer: string,
  places: SchemaPlaces,
  document: OpenApiDocument,
  rules: FormatRules,
): FormatUse[] {
  return [...places.keys()]
    .filter((place) => isWithin(place, pointer))
    .sort()
    .flatMap((place) => {
      const schema = document.at(place);
      const format = isJsonObject(schema) ? stringMember(schema, 'format') : null;
      if (format === null || format === 'binary' || !isJsonObject(schema) || !allowsText(member(schema, 'type')))
        return [];
      const reason = Object.hasOwn(rules, format) ? (rules[format]?.reason ?? null) : null;
      return [{ pointer: place, format, outcome: outcomeOf(format, rules), reason }];
    });
}

function outcomeOf(format: string, rules: FormatRules): FormatUse['outcome'] {
  const outcome = stringFormat(format, rules);
  if ('pattern' in outcome) return 'checked by a pattern';
  if ('unchecked' in outcome) return 'not checked';
  return outcome.check === format ? 'checked' : 'checked as another format';
}

function allowsText(type: JsonValue | undefined): boolean {
  return type === undefined || type === 'string' || (Array.isArray(type) && type.includes('string'));
}
