import { isJsonObject, stringMember } from '../document/json.ts';
import type { OpenApiDocument } from '../document/open-api-document.ts';
import { emit } from '../emit/emit.ts';
import type { EmitOptions } from '../emit/emit-options.ts';
import { SchemaNames } from '../emit/naming.ts';
import { type ContractModel, buildModel } from '../model/contract-model.ts';
import type { FormatRules } from '../model/formats.ts';
import type { SchemaPlaces } from '../model/schema-places.ts';
import { EmittedCode } from './emitted-code.ts';
import { explainEvent } from './explain-event.ts';
import { explainOperation } from './explain-operation.ts';
import { innerForms, namedForms } from './explain-schema.ts';
import type { Explanation } from './explanation.ts';
import { formatsWithin } from './formats-within.ts';
import { notesOn } from './notes.ts';
import { isWithin, referencesTo, surroundings } from './references.ts';

/** All that an explanation is drawn from. */
export interface Investigation {
  document: OpenApiDocument;
  model: ContractModel;
  places: SchemaPlaces;
  names: SchemaNames;
  code: EmittedCode;
  options: EmitOptions;
}

/** Generates from a document, so that its places can be explained. Writes nothing. */
export function investigate(document: OpenApiDocument, formats: FormatRules, options: EmitOptions): Investigation {
  const places: SchemaPlaces = new Map();
  const model = buildModel(document, formats, places);
  const code = new EmittedCode(emit(model, options));
  return { document, model, places, names: new SchemaNames(model), code, options };
}

/** What became of an existing place of the document, and why. */
export function explainPointer(pointer: string, investigation: Investigation, formats: FormatRules): Explanation {
  const { document, model } = investigation;
  const source = sourceOf(pointer, investigation);
  const operation = model.operations.find((candidate) => isWithin(pointer, candidate.pointer));
  const event =
    source?.kind === 'event' ? model.events.find((candidate) => candidate.pointer === source.pointer) : null;
  const named = nearest(pointer, (place) => model.registry.get(place) !== undefined);
  const value = document.at(pointer);
  const reference = isJsonObject(value) ? stringMember(value, '$ref') : null;
  return {
    pointer,
    source,
    code: [
      ...(named === null ? [] : namedForms(named, pointer, investigation)),
      ...(event == null ? [] : explainEvent(event, investigation)),
      ...(operation === undefined || event != null ? [] : explainOperation(operation, investigation).code),
    ],
    inner: source?.pointer === named ? [] : innerForms(source, pointer, named, investigation),
    operation: operation === undefined || event != null ? null : explainOperation(operation, investigation).summary,
    notes: [
      ...notesOn(pointer, source, named, investigation),
      ...(reference === null ? [] : [`It is a reference; what it means stands at ${reference}.`]),
    ],
    formats: formatsWithin(
      source?.kind === 'schema' ? source.pointer : pointer,
      investigation.places,
      document,
      formats,
    ),
    notExpressed: model.diagnostics.filter(
      (diagnostic) => isWithin(diagnostic.pointer, pointer) || isWithin(pointer, diagnostic.pointer),
    ),
    usedBy: usedBy(pointer, investigation),
  };
}

/** The nearest place around the pointer that code was made from. */
function sourceOf(pointer: string, { model, places }: Investigation): Explanation['source'] {
  const operations = new Set(model.operations.map((operation) => operation.pointer));
  const events = new Set(model.events.map((event) => event.pointer));
  for (const place of surroundings(pointer)) {
    if (places.has(place)) return { kind: 'schema', pointer: place };
    if (events.has(place)) return { kind: 'event', pointer: place };
    if (operations.has(place)) return { kind: 'operation', pointer: place };
  }
  return null;
}

function nearest(pointer: string, isMeant: (place: string) => boolean): string | null {
  for (const place of surroundings(pointer)) if (isMeant(place)) return place;
  return null;
}

/** By what people know them: operations by method and path, schemas and events by name, other places by pointer. */
function usedBy(pointer: string, { document, model }: Investigation): string[] {
  const isInOperation = model.operations.some((operation) => isWithin(pointer, operation.pointer));
  // What stands beside the operations of a path is for all of them.
  const around = /^#\/paths\/[^/]+/.exec(pointer)?.[0] ?? pointer;
  const inside = isInOperation ? [] : model.operations.filter((operation) => isWithin(operation.pointer, around));
  const owners = referencesTo(document, pointer).map((place) => {
    const event = model.events.find((candidate) => isWithin(place, candidate.pointer));
    if (event !== undefined) return `event ${event.name}`;
    const operation = model.operations.find((candidate) => isWithin(place, candidate.pointer));
    if (operation !== undefined) return `${operation.method} ${operation.path}`;
    return /^#\/components\/[^/]+\/[^/]+/.exec(place)?.[0] ?? place;
  });
  return [...new Set([...inside.map(({ method, path }) => `${method} ${path}`), ...owners])];
}
