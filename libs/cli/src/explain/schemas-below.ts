import type { SchemaPlaces } from '../model/schema-places.ts';

/** The schemas of a parameter, a body or an answer: at `schema`, or at `content/<media type>/schema`. */
export function schemasBelow(pointer: string, places: SchemaPlaces): string[] {
  return [...places.keys()].filter(
    (place) =>
      place.startsWith(`${pointer}/`) && /^(?:content\/[^/]+\/|[^/]+\/)?schema$/.test(place.slice(pointer.length + 1)),
  );
}
