import type { ContractModel } from '../model/contract-model.ts';
import { pascalCase } from '../model/names.ts';
import type { EmitOptions } from './emit-options.ts';
import { ModuleText } from './module-text.ts';
import type { SchemaNames } from './naming.ts';
import { printObject, printType } from './print-type.ts';
import { type ZodContext, printZod } from './print-zod.ts';
import { block, docComment, key } from './text.ts';

/** `events.ts`: the webhooks and callbacks of the document as a union by `type`, and a parser; null when there are none. */
export function emitEvents(model: ContractModel, names: SchemaNames, options: EmitOptions): ModuleText | null {
  if (model.events.length === 0) return null;
  const text = new ModuleText(options, './');
  const context: ZodContext = {
    names,
    forms: model.forms,
    direction: 'response',
    files: 'text',
    prefix: 'schemas.',
    zod: options.zod,
    runtime: text.runtime,
    isDefined: () => true,
  };
  const types: string[] = [];
  const schemas: string[] = [];
  const webhooks: string[] = [];
  for (const event of model.events) {
    let type = printType(event.node, context);
    let schema = printZod(event.node, context);
    if (/\bschemas\./.test(type + schema)) text.importFrom('* as schemas', 'schemas');
    if (event.node.kind !== 'reference') {
      const stem = names.allocator.takeFamily(`${pascalCase(event.name)}Event`, ['', 'Schema']);
      const isInterface = event.node.kind === 'object';
      text.addSchema(
        stem,
        {
          text: event.node.kind === 'object' ? printObject(event.node, context) : type,
          isInterface,
          comment: [event.description],
        },
        schema,
      );
      type = stem;
      schema = `${stem}Schema`;
    }
    const comment = docComment([event.description]);
    for (const name of event.types ?? []) {
      types.push(`${comment}${key(name)}: ${type}`);
      schemas.push(`${key(name)}: ${schema}`);
    }
    if (event.types === null) webhooks.push(`${comment}${key(event.name)}: ${schema}`);
  }
  if (webhooks.length > 0) {
    text.add(
      `/** Bodies of webhooks and callbacks that are not in the union, by the name of the webhook or of operation and callback. */\nexport const webhookSchemas = ${block(webhooks, ',')} as const;`,
    );
  }
  if (types.length > 0) addUnion(text, types, schemas, options);
  return text;
}

/** `eventSchemas` is a plain table of constants, so a bundler may drop it too. */
function addUnion(text: ModuleText, types: string[], schemas: string[], options: EmitOptions): void {
  text.schemaImports.add('type Schema');
  text.add(`/** Every event by its \`type\`. */\nexport interface EventTypes ${block(types, ';')}`);
  text.add('export type EventType = keyof EventTypes;');
  text.add('/** Any event of this document; `type` tells which. */\nexport type AnyEvent = EventTypes[EventType];');
  text.add(
    `export const eventSchemas: { readonly [Type in EventType]: Schema<EventTypes[Type]> } = ${block(schemas, ',')};`,
  );
  text.add(PARSER.replace('EVENT_ERROR', options.zod === 'mini' ? 'z.core.$ZodError' : 'z.ZodError'));
}

const PARSER = `/** What a received value is: an event of this document, one of a type that this document does not have, or none at all. */
export type ParsedEvent =
  | { status: 'event'; event: AnyEvent }
  | { status: 'unknown'; type: string }
  | { status: 'invalid'; type: string | null; error: EVENT_ERROR | null };

/** Picks the schema by the value's \`type\`. An unknown type is no error: a newer server may have more of them. */
export function parseEvent(value: unknown): ParsedEvent {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : null;
  if (typeof type !== 'string') return { status: 'invalid', type: null, error: null };
  if (!isEventType(type)) return { status: 'unknown', type };
  const result = z.safeParse<z.core.$ZodType<AnyEvent>>(eventSchemas[type], value);
  return result.success ? { status: 'event', event: result.data } : { status: 'invalid', type, error: result.error };
}

export function isEventType(type: string): type is EventType {
  return Object.hasOwn(eventSchemas, type);
}`;

export function eventTypesOf(model: ContractModel): string[] {
  return model.events.flatMap((event) => event.types ?? []);
}
