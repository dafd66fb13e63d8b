import { type JsonValue, isJsonObject, stringMember } from '../document/json.ts';
import { canonicalPointer, joinPointer } from '../document/json-pointer.ts';
import { type OpenApiDocument, isLocalReference } from '../document/open-api-document.ts';

/** The places whose `$ref` leads to a pointer, or to something that it stands in. */
export function referencesTo(document: OpenApiDocument, pointer: string): string[] {
  const places: string[] = [];
  const waiting: { value: JsonValue; place: string }[] = [{ value: document.root, place: '#' }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, place } = next;
    if (Array.isArray(value))
      for (const [index, item] of value.entries()) waiting.push({ value: item, place: joinPointer(place, index) });
    if (!isJsonObject(value)) continue;
    const reference = stringMember(value, '$ref');
    if (reference !== null && isLocalReference(reference)) {
      const target = canonicalPointer(reference);
      if (isWithin(pointer, target) && !isWithin(place, target)) places.push(place);
    }
    for (const [name, inner] of Object.entries(value)) waiting.push({ value: inner, place: joinPointer(place, name) });
  }
  return places.sort();
}

/** Whether a place is the other one or stands in it. */
export function isWithin(place: string, other: string): boolean {
  return place === other || place.startsWith(`${other}/`);
}

/** The pointer and everything that it stands in, the nearest first. */
export function* surroundings(pointer: string): Generator<string> {
  for (let place = pointer; place !== ''; place = place.slice(0, Math.max(0, place.lastIndexOf('/')))) yield place;
}
