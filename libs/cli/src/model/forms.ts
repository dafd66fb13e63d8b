import { walk } from './node-children.ts';
import type { SchemaNode } from './schema-node.ts';
import type { SchemaRegistry } from './schema-registry.ts';

/** Which way a value travels: `readOnly` members are the server's to send, `writeOnly` ones the client's. */
export type Direction = 'request' | 'response';
/** Where a file's content can stand: as itself in a body that carries files, as text in JSON. */
export type FileForm = 'blob' | 'text' | 'either';

export interface Use {
  node: SchemaNode;
  direction: Direction;
  /** Whether the body around it can carry files. */
  carriesFiles: boolean;
}

const ONLY_RESPONSE: readonly Direction[] = ['response'];
const ONLY_REQUEST: readonly Direction[] = ['request'];
const BOTH: readonly Direction[] = ['response', 'request'];

/** Which forms of each named schema the document needs. */
export class Forms {
  readonly #directions = new Map<string, Set<Direction>>();
  readonly #files = new Map<string, Set<boolean>>();
  readonly #split: ReadonlySet<string>;

  constructor(registry: SchemaRegistry, uses: readonly Use[]) {
    this.#split = schemasThatDiffer(registry);
    for (const use of uses) this.#follow(use, registry);
  }

  /** The forms to emit; the first one has the schema's own name. */
  formsOf(pointer: string): readonly Direction[] {
    const used = this.#split.has(pointer) ? this.#directions.get(pointer) : undefined;
    if (used?.has('request') !== true) return ONLY_RESPONSE;
    return used.has('response') ? BOTH : ONLY_REQUEST;
  }

  /** The form of a named schema that a value travelling this way has. */
  formFor(pointer: string, direction: Direction): Direction {
    const forms = this.formsOf(pointer);
    return forms.includes(direction) ? direction : (forms[0] ?? 'response');
  }

  fileForm(pointer: string, direction: Direction): FileForm {
    const kinds = this.#files.get(`${direction} ${pointer}`);
    if (!kinds?.has(true)) return 'text';
    return kinds.has(false) ? 'either' : 'blob';
  }

  #follow(use: Use, registry: SchemaRegistry): void {
    const waiting = [use.node];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      for (const inner of walk(node)) {
        if (inner.kind !== 'reference' || this.#mark(inner.pointer, use)) continue;
        const target = registry.get(inner.pointer);
        if (target !== undefined) waiting.push(target.node);
      }
    }
  }

  /** Returns whether this schema was already known to be used this way. */
  #mark(pointer: string, use: Use): boolean {
    const key = `${use.direction} ${pointer}`;
    const files = this.#files.get(key) ?? new Set();
    if (files.has(use.carriesFiles)) return true;
    this.#files.set(key, files.add(use.carriesFiles));
    this.#directions.set(pointer, (this.#directions.get(pointer) ?? new Set()).add(use.direction));
    return false;
  }
}

/** Schemas in which, at any depth, something is read-only, write-only or a file. */
function schemasThatDiffer(registry: SchemaRegistry): Set<string> {
  const usedBy = new Map<string, string[]>();
  const waiting: string[] = [];
  for (const { pointer, node } of registry.list()) {
    let differs = false;
    for (const inner of walk(node)) {
      if (inner.kind === 'reference') usedBy.set(inner.pointer, [...(usedBy.get(inner.pointer) ?? []), pointer]);
      if (inner.kind === 'binary') differs = true;
      if (inner.kind === 'object' && inner.properties.some((property) => property.readOnly || property.writeOnly))
        differs = true;
    }
    if (differs) waiting.push(pointer);
  }
  const result = new Set<string>();
  for (let pointer = waiting.pop(); pointer !== undefined; pointer = waiting.pop()) {
    if (result.has(pointer)) continue;
    result.add(pointer);
    waiting.push(...(usedBy.get(pointer) ?? []));
  }
  return result;
}
