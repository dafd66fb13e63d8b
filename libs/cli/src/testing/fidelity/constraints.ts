import {
  type JsonObject,
  type JsonValue,
  isJsonObject,
  member,
  objectMember,
  stringMember,
} from '../../document/json.ts';
import { joinPointer } from '../../document/json-pointer.ts';
import type { OpenApiDocument } from '../../document/open-api-document.ts';
import { isCheckedFormat } from '../../model/formats.ts';
import type { Direction } from '../../model/forms.ts';
import { isMarked } from './referee.ts';

const PLAIN = [
  'enum',
  'const',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'not',
  'propertyNames',
  'dependentRequired',
];
const MAPS = ['properties', 'patternProperties'];
const LISTS = ['allOf', 'anyOf', 'prefixItems'];

export interface Constraint {
  pointer: string;
  keyword: string;
  /** The name, for `required`. */
  detail: string;
}

/**
 * The constraints that a schema states where it stands, those of its references left to them. What is inside `not` and `if` refuses
 * nothing by itself.
 */
export function constraintsOf(
  schema: JsonValue,
  pointer: string,
  document: OpenApiDocument,
  direction: Direction,
): Constraint[] {
  if (!isJsonObject(schema) || (document.dialect === '3.0' && Object.hasOwn(schema, '$ref'))) return [];
  const result: Constraint[] = [];
  const add = (keyword: string, detail = ''): void => {
    result.push({ pointer, keyword, detail });
  };
  const type = member(schema, 'type');
  // The type of what is listed, or of a branch, is told by what is listed or by the union.
  if (
    typeof type === 'string' &&
    !Object.hasOwn(schema, 'enum') &&
    !Object.hasOwn(schema, 'const') &&
    member(schema, 'format') !== 'binary'
  )
    add('type');
  for (const keyword of PLAIN) {
    const value = member(schema, keyword);
    if (
      value !== undefined &&
      !(Array.isArray(value) && value.length === 0) &&
      concerns(schema, keyword) &&
      !(typeof value === 'number' && keyword.startsWith('min') && keyword !== 'minimum' && value <= 0) &&
      value !== false
    )
      add(sharpened(schema, keyword));
  }
  for (const keyword of ['exclusiveMinimum', 'exclusiveMaximum'])
    if (typeof member(schema, keyword) === 'number') add(keyword);
  if (member(schema, 'additionalProperties') === false) add('additionalProperties');
  if (member(schema, 'items') === false) add('items');
  if (Object.hasOwn(schema, 'contains') && member(schema, 'minContains') !== 0) add('contains');
  const format = stringMember(schema, 'format');
  if (format !== null && isCheckedFormat(format)) add('format');
  const required = member(schema, 'required');
  const hidden = direction === 'request' ? 'readOnly' : 'writeOnly';
  for (const name of Array.isArray(required) ? required : []) {
    if (typeof name !== 'string') continue;
    if (!isMarked(member(objectMember(schema, 'properties'), name), hidden, document)) add('required', name);
  }
  const inner = (part: JsonValue, ...steps: (string | number)[]): void => {
    result.push(...constraintsOf(part, joinPointer(pointer, ...steps), document, direction));
  };
  for (const keyword of MAPS) {
    const map = member(schema, keyword);
    if (isJsonObject(map)) for (const [name, part] of Object.entries(map)) inner(part, keyword, name);
  }
  for (const keyword of LISTS) {
    const list = member(schema, keyword);
    if (Array.isArray(list))
      list.forEach((part, index) => {
        inner(part, keyword, index);
      });
  }
  for (const keyword of ['items', 'additionalProperties']) inner(member(schema, keyword) ?? true, keyword);
  return result;
}

const ARRAYS = ['minItems', 'maxItems', 'uniqueItems'];

/** Some documents write keywords of arrays beside every type, where they say nothing. */
function concerns(schema: JsonObject, keyword: string): boolean {
  const type = member(schema, 'type');
  return (
    !ARRAYS.includes(keyword) ||
    type === undefined ||
    type === 'array' ||
    (Array.isArray(type) && type.includes('array'))
  );
}

/** In 3.0 a limit with a boolean beside it is what 3.1 calls by the boolean's name. */
function sharpened(schema: JsonObject, keyword: string): string {
  const exclusive = { minimum: 'exclusiveMinimum', maximum: 'exclusiveMaximum' }[keyword];
  return exclusive !== undefined && member(schema, exclusive) === true ? exclusive : keyword;
}
