import { type JsonValue, isJsonObject } from '../document/json.ts';
import { joinPointer, pointerSteps } from '../document/json-pointer.ts';
import type { OpenApiDocument } from '../document/open-api-document.ts';

const SHOWN = 3;

/** Existing places that a pointer to nothing may have meant, the likeliest first. */
export function nearestPointers(document: OpenApiDocument, pointer: string): string[] {
  const steps = pointerSteps(pointer);
  let place = '#';
  for (const [index, step] of steps.entries()) {
    const next = joinPointer(place, step);
    if (document.at(next) === undefined) {
      const rest = steps.slice(index + 1);
      const likely = ranked(namesOf(document.at(place)), step).map((name) => {
        // Only this step was wrong, perhaps, and the rest is there.
        const whole = joinPointer(place, name, ...rest);
        return document.at(whole) === undefined
          ? (nearestPointers(document, whole)[0] ?? joinPointer(place, name))
          : whole;
      });
      return likely.length > 0 ? likely : [place];
    }
    place = next;
  }
  return [place];
}

/** Places of schemas and operations whose name is like a word that is no pointer at all. */
export function nearestNames(document: OpenApiDocument, word: string): string[] {
  const named = ['#/components/schemas', '#/paths'].flatMap((place) =>
    namesOf(document.at(place)).map((name) => ({ name, pointer: joinPointer(place, name) })),
  );
  const names = ranked(
    named.map(({ name }) => name),
    word,
  );
  return names.flatMap((name) => named.find((entry) => entry.name === name)?.pointer ?? []);
}

function namesOf(value: JsonValue | undefined): string[] {
  if (Array.isArray(value)) return value.map((_item, index) => String(index));
  return isJsonObject(value) ? Object.keys(value) : [];
}

function ranked(names: string[], wanted: string): string[] {
  const all = names
    .map((name) => ({ name, distance: distance(name.toLowerCase(), wanted.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, SHOWN);
  const [best] = all;
  return all.filter((entry) => entry.distance <= (best?.distance ?? 0) + 1).map(({ name }) => name);
}

/** How many letters to put in, take out or change to come from one word to the other (Levenshtein). */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(left).entries()) {
    const next = [index + 1];
    for (let column = 1; column <= right.length; column += 1) {
      const [above = 0, before = 0, beside = 0] = [row[column], row[column - 1], next[column - 1]];
      next.push(Math.min(above + 1, beside + 1, before + (letter === right[column - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
