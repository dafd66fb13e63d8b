import { type JsonObject, type JsonValue, isJsonObject, member, stringMember } from './json.ts';
import { pointerSteps } from './json-pointer.ts';

export type Dialect = '3.0' | '3.1';

export interface Resolved {
  value: JsonValue;
  /** Where the value stands, after references on the way. */
  pointer: string;
}

/** A parsed document of a version that is understood. Nothing in it has been checked beyond that. */
export class OpenApiDocument {
  readonly root: JsonObject;
  readonly dialect: Dialect;
  /** A large document points to the same place thousands of times. */
  readonly #found = new Map<string, JsonValue | undefined>();

  constructor(root: JsonObject, dialect: Dialect) {
    this.root = root;
    this.dialect = dialect;
  }

  /** The value at a local pointer, or undefined when there is none. */
  at(pointer: string): JsonValue | undefined {
    if (!this.#found.has(pointer)) this.#found.set(pointer, this.#find(pointer));
    return this.#found.get(pointer);
  }

  #find(pointer: string): JsonValue | undefined {
    let value: JsonValue | undefined = this.root;
    for (const step of pointerSteps(pointer)) {
      if (Array.isArray(value)) value = /^(0|[1-9]\d*)$/.test(step) ? value[Number(step)] : undefined;
      else if (isJsonObject(value)) value = member(value, step);
      else return undefined;
    }
    return value;
  }

  /**
   * Follows `$ref` of a parameter, body, response, header or path item until a value stands there.
   * A reference that leads nowhere, to itself or out of the document gives null.
   */
  follow(value: JsonValue | undefined, pointer: string): Resolved | null {
    const seen = new Set<string>();
    let current = value;
    let place = pointer;
    for (let reference = referenceOf(current); reference !== null; reference = referenceOf(current)) {
      if (!isLocalReference(reference) || seen.has(reference)) return null;
      seen.add(reference);
      current = this.at(reference);
      place = reference;
    }
    return current === undefined ? null : { value: current, pointer: place };
  }
}

function referenceOf(value: JsonValue | undefined): string | null {
  return isJsonObject(value) ? stringMember(value, '$ref') : null;
}

export function isLocalReference(reference: string): boolean {
  return reference === '#' || reference.startsWith('#/');
}
