import { type JsonObject, isJsonObject, member, objectMember, stringMember } from '../../document/json.ts';
import { joinPointer } from '../../document/json-pointer.ts';
import type { OpenApiDocument } from '../../document/open-api-document.ts';
import { type Part, mediaOf, recordOf } from './parts.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

/** The body of every webhook and of every callback, as the union or the table beside it has it. */
export function* eventsOf(document: OpenApiDocument, module: Readonly<Record<string, unknown>>): Generator<Part> {
  for (const [name, value] of Object.entries(objectMember(document.root, 'webhooks'))) {
    const item = document.follow(value, joinPointer('#/webhooks', name));
    const post = item === null || !isJsonObject(item.value) ? undefined : member(item.value, 'post');
    if (item !== null && isJsonObject(post))
      yield* eventOf(document, post, joinPointer(item.pointer, 'post'), `webhook ${name}`, name, module);
  }
  for (const [path, item] of Object.entries(objectMember(document.root, 'paths'))) {
    for (const method of METHODS) {
      const operation = isJsonObject(item) ? member(item, method) : undefined;
      if (isJsonObject(operation))
        yield* callbacksOf(document, operation, joinPointer('#/paths', path, method), `${method} ${path}`, module);
    }
  }
}

function* callbacksOf(
  document: OpenApiDocument,
  operation: JsonObject,
  pointer: string,
  unnamed: string,
  module: Readonly<Record<string, unknown>>,
): Generator<Part> {
  for (const [name, value] of Object.entries(objectMember(operation, 'callbacks'))) {
    const callback = document.follow(value, joinPointer(pointer, 'callbacks', name));
    if (callback === null || !isJsonObject(callback.value)) continue;
    const sent = Object.entries(callback.value).flatMap(([expression, item]) =>
      METHODS.flatMap((method) => {
        const one = isJsonObject(item) ? member(item, method) : undefined;
        return isJsonObject(one) && Object.hasOwn(one, 'requestBody')
          ? [{ one, method, pointer: joinPointer(callback.pointer, expression, method) }]
          : [];
      }),
    );
    for (const { one, method, pointer: place } of sent) {
      const stem = `${stringMember(operation, 'operationId') ?? unnamed}.${name}`;
      const key = sent.length === 1 ? stem : `${stem}.${method}`;
      yield* eventOf(document, one, place, `callback ${key}`, key, module);
    }
  }
}

function* eventOf(
  document: OpenApiDocument,
  operation: JsonObject,
  pointer: string,
  label: string,
  name: string,
  module: Readonly<Record<string, unknown>>,
): Generator<Part> {
  const body = document.follow(member(operation, 'requestBody'), joinPointer(pointer, 'requestBody'));
  const media = body === null || !isJsonObject(body.value) ? null : mediaOf(body.value, onlyType(body.value));
  if (body === null || media === null) return;
  const type = typeOf(document, media.schema);
  const parser =
    (type === null ? undefined : recordOf(module['eventSchemas'])[type]) ?? recordOf(module['webhookSchemas'])[name];
  const place = joinPointer(body.pointer, 'content', media.type, 'schema');
  yield { label, direction: 'response', ...media, files: 'text', pointer: place, optional: null, parser };
}

/** The media type of a body that has no other. */
function onlyType(body: JsonObject): string | undefined {
  const types = Object.keys(objectMember(body, 'content'));
  return types.length === 1 ? types[0] : undefined;
}

/** The one text that the body's `type` is fixed to. */
function typeOf(document: OpenApiDocument, schema: Part['schema']): string | null {
  const target = document.follow(schema, '#')?.value;
  const type = isJsonObject(target) ? member(objectMember(target, 'properties'), 'type') : undefined;
  if (!isJsonObject(type)) return null;
  const listed = member(type, 'enum');
  const [only] = Array.isArray(listed) ? listed : [member(type, 'const')];
  return typeof only === 'string' ? only : null;
}
