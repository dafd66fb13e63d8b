import { type JsonObject, isJsonObject, member, objectMember } from '../document/json.ts';
import { joinPointer } from '../document/json-pointer.ts';
import { type MediaType, mediaTypes, preferred, sameSchema } from './media-type.ts';
import { walk } from './node-children.ts';
import type { Answer, Body } from './operation.ts';
import type { SchemaNode } from './schema-node.ts';
import type { SchemaParser } from './schema-parser.ts';

export function parseBody(operation: JsonObject, pointer: string, parser: SchemaParser): Body | null {
  const given = member(operation, 'requestBody');
  if (given === undefined) return null;
  const resolved = parser.document.follow(given, joinPointer(pointer, 'requestBody'));
  if (resolved === null || !isJsonObject(resolved.value)) {
    parser.diagnostics.report(
      joinPointer(pointer, 'requestBody'),
      '$ref',
      'Points to nothing in this document; the body is left out',
    );
    return null;
  }
  const chosen = choose(objectMember(resolved.value, 'content'), joinPointer(resolved.pointer, 'content'), parser);
  if (chosen === null) return null;
  return {
    node: chosen.node,
    required: member(resolved.value, 'required') === true,
    contentType: chosen.type.contentType,
    pointer: chosen.type.pointer,
  };
}

export function parseResponses(operation: JsonObject, pointer: string, parser: SchemaParser): Answer[] {
  const answers: Answer[] = [];
  for (const [status, value] of Object.entries(objectMember(operation, 'responses'))) {
    const place = joinPointer(pointer, 'responses', status);
    if (status.startsWith('x-')) continue;
    if (!/^([1-5]\d\d|[1-5]XX|default)$/.test(status)) {
      parser.diagnostics.report(place, 'responses', `"${status}" is no status; the answer is left out`);
      continue;
    }
    const resolved = parser.document.follow(value, place);
    if (resolved === null || !isJsonObject(resolved.value)) {
      parser.diagnostics.report(place, '$ref', 'Points to nothing in this document; any body is accepted');
      answers.push({ status, node: { kind: 'unknown' }, contentType: null, pointer: place });
      continue;
    }
    if (Object.keys(objectMember(resolved.value, 'headers')).length > 0)
      parser.diagnostics.report(place, 'headers', 'Headers of an answer are not expressed');
    const chosen = choose(objectMember(resolved.value, 'content'), joinPointer(resolved.pointer, 'content'), parser);
    answers.push({
      status,
      node: chosen?.node ?? null,
      contentType: chosen?.type.contentType ?? null,
      pointer: chosen?.type.pointer ?? place,
    });
  }
  return answers;
}

/** The one media type that the contract is about. Others of the same schema need no word; different ones are reported. */
function choose(
  content: JsonObject,
  pointer: string,
  parser: SchemaParser,
): { node: SchemaNode; type: MediaType } | null {
  const types = mediaTypes(content, pointer);
  const parsed = new Map<MediaType, SchemaNode>();
  for (const type of types) {
    const schema = member(type.content, 'schema');
    const same = types.find((other) => parsed.has(other) && sameSchema(other, type));
    const known = same === undefined ? undefined : parsed.get(same);
    parsed.set(
      type,
      known ?? bodyNode(schema === undefined ? null : parser.parse(schema, joinPointer(type.pointer, 'schema')), type),
    );
  }
  const chosen = preferred(types, (type) => hasFiles(parsed.get(type) ?? { kind: 'unknown' }, parser));
  const node = chosen === undefined ? undefined : parsed.get(chosen);
  if (chosen === undefined || node === undefined) return null;
  for (const type of types) {
    if (type !== chosen && !sameSchema(type, chosen))
      parser.diagnostics.report(
        type.pointer,
        'content',
        `${type.contentType} has another schema than ${chosen.contentType} and is not expressed`,
      );
  }
  return { node, type: chosen };
}

/** Without a schema: any value in JSON, a text or a file otherwise. */
function bodyNode(node: SchemaNode | null, type: MediaType): SchemaNode {
  if (node !== null) return node;
  return /^(application|image|audio|video)\//i.test(type.contentType) && !/json|xml|form/i.test(type.contentType)
    ? { kind: 'binary' }
    : { kind: 'unknown' };
}

function hasFiles(root: SchemaNode, parser: SchemaParser): boolean {
  parser.registry.read();
  const seen = new Set<string>();
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const inner of walk(node)) {
      if (inner.kind === 'binary') return true;
      if (inner.kind !== 'reference' || seen.has(inner.pointer)) continue;
      seen.add(inner.pointer);
      const target = parser.registry.get(inner.pointer);
      if (target !== undefined) waiting.push(target.node);
    }
  }
  return false;
}
