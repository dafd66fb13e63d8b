import { type JsonValue, isJsonObject, member, objectMember, stringMember } from '../document/json.ts';
import { joinPointer } from '../document/json-pointer.ts';
import { type SchemaNode, UNKNOWN } from './schema-node.ts';
import type { SchemaParser } from './schema-parser.ts';

/** A schema that has a name in the generated code: a component, or another place that a `$ref` points to. */
export interface NamedSchema {
  pointer: string;
  node: SchemaNode;
  description: string | null;
  deprecated: boolean;
}

/** Every schema that something refers to, read once however often and however circularly it is named. */
export class SchemaRegistry {
  readonly #schemas = new Map<string, NamedSchema>();
  readonly #waiting: { schema: NamedSchema; value: JsonValue; parser: SchemaParser }[] = [];

  want(pointer: string, value: JsonValue, parser: SchemaParser): void {
    if (this.#schemas.has(pointer)) return;
    const schema: NamedSchema = {
      pointer,
      node: UNKNOWN,
      description: isJsonObject(value) ? stringMember(value, 'description') : null,
      deprecated: isJsonObject(value) && member(value, 'deprecated') === true,
    };
    this.#schemas.set(pointer, schema);
    this.#waiting.push({ schema, value, parser });
  }

  wantComponents(parser: SchemaParser): void {
    const components = objectMember(objectMember(parser.document.root, 'components'), 'schemas');
    for (const [name, value] of Object.entries(components))
      this.want(joinPointer('#/components/schemas', name), value, parser);
  }

  /** Reads what is wanted, and what that wants, without recursion from one schema into the next. */
  read(): void {
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) {
      next.schema.node = next.parser.parse(next.value, next.schema.pointer);
    }
  }

  get(pointer: string): NamedSchema | undefined {
    return this.#schemas.get(pointer);
  }

  /** In order of their pointers. */
  list(): NamedSchema[] {
    return [...this.#schemas.values()].sort((a, b) => (a.pointer < b.pointer ? -1 : 1));
  }
}
