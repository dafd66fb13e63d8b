import { type JsonObject, type JsonValue, isJsonObject, member, objectMember, stringMember } from '../document/json.ts';
import { compareConstraints } from './compare-constraints.ts';
import type { Comparing } from './comparing.ts';
import { alternativesOf, isReference, kindOf, nameOf, sameKind, sameText, visibleMembers } from './shape-parts.ts';

/** What changed between two shapes of one place, for values that travel in one direction. */
export function compareShapes(before: JsonValue, after: JsonValue, place: string, comparing: Comparing): void {
  if (isReference(before) && isReference(after)) {
    comparing.needs(nameOf(before), nameOf(after));
    return;
  }
  const [left, right] = [alternativesOf(before), alternativesOf(after)];
  if (!left.isAnything && !right.isAnything && left.nullable !== right.nullable)
    reportNullable(right.nullable, place, comparing);
  const [oneBefore, ...moreBefore] = left.shapes;
  const [oneAfter, ...moreAfter] = right.shapes;
  if (oneBefore !== undefined && oneAfter !== undefined && moreBefore.length + moreAfter.length === 0) {
    compareOne(oneBefore, oneAfter, place, comparing);
    return;
  }
  compareSeveral(spread(left.shapes, comparing.before), spread(right.shapes, comparing.after), place, comparing);
  if (left.exclusive !== right.exclusive && moreBefore.length > 0 && moreAfter.length > 0)
    tightened(right.exclusive, place, 'exactly one of several forms', comparing);
}

function compareOne(before: JsonValue, after: JsonValue, place: string, comparing: Comparing): void {
  const kinds = [kindOf(before), kindOf(after)];
  if (isReference(before) && isReference(after)) comparing.needs(nameOf(before), nameOf(after));
  else if (kinds.includes('allOf')) compareEvery(before, after, place, comparing);
  else if (isReference(before) || isReference(after))
    compareShapes(resolve(before, comparing.before), resolve(after, comparing.after), place, comparing);
  else if (kinds.includes('oneOf') || kinds.includes('anyOf')) compareShapes(before, after, place, comparing);
  else compareKinds(before, after, place, comparing);
}

/** The shape behind a name; one that leads round in a circle may be anything. */
function resolve(shape: JsonValue, schemas: ReadonlyMap<string, JsonValue>): JsonValue {
  const seen = new Set<string>();
  let current = shape;
  while (isReference(current)) {
    const name = nameOf(current);
    if (seen.has(name)) return true;
    seen.add(name);
    current = schemas.get(name) ?? true;
  }
  return current;
}

/** A name that stands for several forms as those forms. */
function spread(shapes: JsonValue[], schemas: ReadonlyMap<string, JsonValue>): JsonValue[] {
  const [only] = shapes;
  if (only === undefined || shapes.length > 1 || !isReference(only)) return shapes;
  const inner = alternativesOf(resolve(only, schemas)).shapes;
  return inner.length > 1 ? inner : shapes;
}

function compareSeveral(before: JsonValue[], after: JsonValue[], place: string, comparing: Comparing): void {
  const { gone, fresh } = pairUp(before, after, (one, other) => {
    compareOne(one, other, place, comparing);
  });
  for (const shape of gone) comparing.report(`${comparing.direction}-alternative-removed`, place, word(shape));
  for (const shape of fresh) comparing.report(`${comparing.direction}-alternative-added`, place, word(shape));
}

/** All of several: whoever must agree with one more has it harder. */
function compareEvery(before: JsonValue, after: JsonValue, place: string, comparing: Comparing): void {
  const { gone, fresh } = pairUp(partsOf(before), partsOf(after), (one, other) => {
    compareShapes(one, other, place, comparing);
  });
  for (const shape of gone) tightened(false, place, word(shape), comparing);
  for (const shape of fresh) tightened(true, place, word(shape), comparing);
}

/** Pairs equal shapes, then those of one kind in their order, then the last two; gives what is left on either side. */
function pairUp(
  before: JsonValue[],
  after: JsonValue[],
  pair: (before: JsonValue, after: JsonValue) => void,
): { gone: JsonValue[]; fresh: JsonValue[] } {
  const fresh = [...after];
  let gone = before;
  for (const isSame of [sameText, sameKind]) {
    gone = gone.filter((shape) => {
      const index = fresh.findIndex((candidate) => isSame(shape, candidate));
      const [twin] = index === -1 ? [] : fresh.splice(index, 1);
      if (twin !== undefined) pair(shape, twin);
      return twin === undefined;
    });
  }
  const [one, ...moreGone] = gone;
  const [other, ...moreFresh] = fresh;
  if (one === undefined || other === undefined || moreGone.length + moreFresh.length > 0) return { gone, fresh };
  pair(one, other);
  return { gone: [], fresh: [] };
}

function compareKinds(before: JsonValue, after: JsonValue, place: string, comparing: Comparing): void {
  const [left, right] = [kindOf(before), kindOf(after)];
  if (left !== right) {
    const change = isPart(before, after) ? 'widened' : isPart(after, before) ? 'narrowed' : 'changed';
    comparing.report(`${comparing.direction}-type-${change}`, place, `${word(before)} → ${word(after)}`);
    if (!sameBase(left, right)) return;
  }
  if (left === 'enum' && right === 'enum') compareValues(before, after, place, comparing);
  else if (left === 'const' && right === 'const') {
    if (!sameText(before, after)) comparing.report(`${comparing.direction}-type-changed`, place, 'another constant');
  } else if (left === 'by' && right === 'by') compareTagged(before, after, place, comparing);
  else if (isJsonObject(before) || isJsonObject(after)) {
    const [one, other] = [asObject(before), asObject(after)];
    compareConstraints(one, other, place, comparing);
    if (left === 'object') compareObjects(one, other, place, comparing);
    if (left === 'array') compareArrays(one, other, place, comparing);
  }
}

function partsOf(shape: JsonValue): JsonValue[] {
  const parts = isJsonObject(shape) ? member(shape, 'allOf') : undefined;
  return Array.isArray(parts) ? [...parts] : [shape];
}

function compareValues(before: JsonValue, after: JsonValue, place: string, comparing: Comparing): void {
  const [left, right] = [valuesOf(before), valuesOf(after)];
  for (const value of left.filter((text) => !right.includes(text)))
    comparing.report(`${comparing.direction}-enum-value-removed`, place, value);
  for (const value of right.filter((text) => !left.includes(text)))
    comparing.report(`${comparing.direction}-enum-value-added`, place, value);
}

/** As JSON, without null: whether that is allowed is told as such. */
function valuesOf(shape: JsonValue): string[] {
  const values = isJsonObject(shape) ? member(shape, 'enum') : undefined;
  return Array.isArray(values) ? values.filter((value) => value !== null).map((value) => JSON.stringify(value)) : [];
}

function compareTagged(before: JsonValue, after: JsonValue, place: string, comparing: Comparing): void {
  const [left, right] = [asObject(before), asObject(after)];
  if (stringMember(left, 'by') !== stringMember(right, 'by'))
    comparing.report(`${comparing.direction}-type-changed`, place, 'another discriminator');
  const [ones, others] = [objectMember(left, 'members'), objectMember(right, 'members')];
  for (const [tag, shape] of Object.entries(ones)) {
    const twin = member(others, tag);
    if (twin === undefined) comparing.report(`${comparing.direction}-alternative-removed`, place, tag);
    else compareShapes(shape, twin, `${place}(${tag})`, comparing);
  }
  for (const tag of Object.keys(others))
    if (!Object.hasOwn(ones, tag)) comparing.report(`${comparing.direction}-alternative-added`, place, tag);
}

function compareObjects(before: JsonObject, after: JsonObject, place: string, comparing: Comparing): void {
  const { direction, report } = comparing;
  const [left, right] = [visibleMembers(before, direction), visibleMembers(after, direction)];
  for (const [name, one] of left) {
    const other = right.get(name);
    const here = `${place}.${name}`;
    if (other === undefined) report(`${direction}-property-removed`, here);
    else {
      if (one.required !== other.required)
        report(`${direction}-property-became-${other.required ? 'required' : 'optional'}`, here);
      compareShapes(one.shape, other.shape, here, comparing);
    }
  }
  const isClosed = member(before, 'additional') === false;
  for (const [name, other] of right) {
    if (left.has(name)) continue;
    if (direction === 'request')
      report(`request-property-added${other.required ? '-required' : ''}`, `${place}.${name}`);
    else report(`response-property-added${isClosed ? '-to-closed' : ''}`, `${place}.${name}`);
  }
  compareAdditional(member(before, 'additional') ?? true, member(after, 'additional') ?? true, place, comparing);
  comparePatterns(
    objectMember(before, 'patternProperties'),
    objectMember(after, 'patternProperties'),
    place,
    comparing,
  );
}

function compareAdditional(before: JsonValue, after: JsonValue, place: string, comparing: Comparing): void {
  if ((before === false) === (after === false)) compareShapes(before, after, `${place}.*`, comparing);
  else comparing.report(`${comparing.direction}-additional-${after === false ? 'refused' : 'allowed'}`, place);
}

function comparePatterns(before: JsonObject, after: JsonObject, place: string, comparing: Comparing): void {
  for (const pattern of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [left, right] = [member(before, pattern), member(after, pattern)];
    if (left !== undefined && right !== undefined) compareShapes(left, right, `${place}.(${pattern})`, comparing);
    else comparing.report(`${comparing.direction}-condition-changed`, place, `names like ${pattern}`);
  }
}

function compareArrays(before: JsonObject, after: JsonObject, place: string, comparing: Comparing): void {
  const [left, right] = [member(before, 'prefixItems'), member(after, 'prefixItems')].map((items) =>
    Array.isArray(items) ? items : [],
  );
  for (const [index, shape] of (left ?? []).entries()) {
    const twin = right?.[index];
    if (twin !== undefined) compareShapes(shape, twin, `${place}[${index}]`, comparing);
  }
  if (left?.length !== right?.length)
    comparing.report(`${comparing.direction}-condition-changed`, place, 'the number of items that stand in order');
  compareShapes(member(before, 'items') ?? true, member(after, 'items') ?? true, `${place}[]`, comparing);
}

function reportNullable(isNullable: boolean, place: string, { direction, report }: Comparing): void {
  report(`${direction}-became-${isNullable ? 'nullable' : 'not-nullable'}`, place);
}

function tightened(isTighter: boolean, place: string, detail: string, { direction, report }: Comparing): void {
  report(`${direction}-constraint-${isTighter ? 'tightened' : 'loosened'}`, place, detail);
}

/** Whether every value of one kind is one of the other, whatever their constraints. */
function isPart(part: JsonValue, whole: JsonValue): boolean {
  const [inner, outer] = [kindOf(part), kindOf(whole)];
  if (outer === 'anything' || inner === 'nothing') return true;
  if (inner === 'integer' && outer === 'number') return true;
  if (inner !== 'enum') return false;
  const values = isJsonObject(part) ? member(part, 'enum') : undefined;
  if (!Array.isArray(values)) return false;
  return values.every((value) => {
    if (value === null) return true;
    if (outer === 'integer') return Number.isInteger(value);
    return typeof value === outer;
  });
}

/** Whether bounds of the one mean the same for the other. */
function sameBase(left: string, right: string): boolean {
  return [left, right].every((kind) => kind === 'integer' || kind === 'number');
}

function asObject(shape: JsonValue): JsonObject {
  return isJsonObject(shape) ? shape : {};
}

/** How people call a shape. */
function word(shape: JsonValue): string {
  if (isReference(shape)) return nameOf(shape);
  return kindOf(shape) === 'by' ? 'forms told apart by a tag' : kindOf(shape);
}
