import { type JsonObject, type JsonValue, isJsonObject, member, objectMember } from '../document/json.ts';
import { canonicalPointer, joinPointer } from '../document/json-pointer.ts';
import { isLocalReference } from '../document/open-api-document.ts';
import type { Evaluation } from './evaluation.ts';
import { parsePattern } from './pattern.ts';
import type { SchemaNode } from './schema-node.ts';
import type { SchemaParser } from './schema-parser.ts';

type Keyword = 'unevaluatedProperties' | 'unevaluatedItems';

interface Place {
  schema: JsonObject;
  pointer: string;
}

/** What is left of an object's members, or an array's items, when all keywords beside this one have had their look. */
export function parseUnevaluated(
  schema: JsonObject,
  pointer: string,
  keyword: Keyword,
  parser: SchemaParser,
): SchemaNode[] {
  const rest = member(schema, keyword);
  if (rest === undefined) return [];
  const evaluated = new EvaluationReader(keyword, parser).beside({ schema, pointer }, new Set([pointer]), true);
  if (evaluated.some(({ kind }) => kind === 'all')) return [];
  return [{ kind: 'unevaluated', keyword, evaluated, rest: parser.parse(rest, joinPointer(pointer, keyword)) }];
}

class EvaluationReader {
  readonly #keyword: Keyword;
  readonly #parser: SchemaParser;

  constructor(keyword: Keyword, parser: SchemaParser) {
    this.#keyword = keyword;
    this.#parser = parser;
  }

  /**
   * @param path places that lead here, in case a schema refers to itself in place
   * @param isOwner whether the unevaluated keyword itself stands here: then it does not count
   */
  beside({ schema, pointer }: Place, path: ReadonlySet<string>, isOwner = false): Evaluation[] {
    const own = this.#keyword === 'unevaluatedProperties' ? this.#members(schema) : this.#items(schema, pointer);
    if (!isOwner && Object.hasOwn(schema, this.#keyword)) own.push({ kind: 'all' });
    return [...own, ...this.#reference(schema, path), ...this.#inPlace(schema, pointer, path)];
  }

  #members(schema: JsonObject): Evaluation[] {
    if (Object.hasOwn(schema, 'additionalProperties')) return [{ kind: 'all' }];
    const names = Object.keys(objectMember(schema, 'properties'));
    const patterns = Object.keys(objectMember(schema, 'patternProperties'))
      .map(parsePattern)
      .filter((pattern) => pattern !== null);
    return [
      ...(names.length > 0 ? [{ kind: 'names' as const, names }] : []),
      ...(patterns.length > 0 ? [{ kind: 'matching' as const, patterns }] : []),
    ];
  }

  #items(schema: JsonObject, pointer: string): Evaluation[] {
    if (Object.hasOwn(schema, 'items')) return [{ kind: 'all' }];
    const prefix = member(schema, 'prefixItems');
    const contains = member(schema, 'contains');
    return [
      ...(Array.isArray(prefix) ? [{ kind: 'first' as const, count: prefix.length }] : []),
      ...(contains === undefined
        ? []
        : [{ kind: 'accepted' as const, node: this.#parser.parse(contains, joinPointer(pointer, 'contains')) }]),
    ];
  }

  #reference(schema: JsonObject, path: ReadonlySet<string>): Evaluation[] {
    const reference = member(schema, '$ref');
    if (typeof reference !== 'string' || !isLocalReference(reference)) return [];
    return this.#of(this.#parser.document.at(reference), canonicalPointer(reference), path);
  }

  #inPlace(schema: JsonObject, pointer: string, path: ReadonlySet<string>): Evaluation[] {
    const each = (keyword: string): [JsonValue, string][] => {
      const parts = member(schema, keyword);
      return Array.isArray(parts) ? parts.map((part, index) => [part, joinPointer(pointer, keyword, index)]) : [];
    };
    const result = each('allOf').flatMap(([part, place]) => this.#of(part, place, path));
    for (const [part, place] of [...each('anyOf'), ...each('oneOf')])
      result.push(...this.#when(part, place, this.#of(part, place, path), []));
    const condition = member(schema, 'if');
    if (condition !== undefined) {
      const branch = (keyword: string): Evaluation[] =>
        this.#of(member(schema, keyword), joinPointer(pointer, keyword), path);
      const place = joinPointer(pointer, 'if');
      result.push(
        ...this.#when(condition, place, [...this.#of(condition, place, path), ...branch('then')], branch('else')),
      );
    }
    for (const [name, part] of Object.entries(objectMember(schema, 'dependentSchemas'))) {
      const then = this.#of(part, joinPointer(pointer, 'dependentSchemas', name), path);
      if (then.length > 0) result.push({ kind: 'present', name, then });
    }
    return result;
  }

  #when(condition: JsonValue, pointer: string, then: Evaluation[], otherwise: Evaluation[]): Evaluation[] {
    if (then.length === 0 && otherwise.length === 0) return [];
    return [{ kind: 'when', condition: this.#parser.parse(condition, pointer), then, otherwise }];
  }

  #of(schema: JsonValue | undefined, pointer: string, path: ReadonlySet<string>): Evaluation[] {
    if (!isJsonObject(schema) || path.has(pointer)) return [];
    return this.beside({ schema, pointer }, new Set([...path, pointer]));
  }
}
