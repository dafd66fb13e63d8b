export type JsonPrimitive = string | number | boolean | null;
export type JsonValue = JsonPrimitive | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member that the object itself has: `constructor` and its like are ordinary names in a document. */
export function member(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

export function objectMember(object: JsonObject, name: string): JsonObject {
  const value = member(object, name);
  return isJsonObject(value) ? value : {};
}

export function stringMember(object: JsonObject, name: string): string | null {
  const value = member(object, name);
  return typeof value === 'string' ? value : null;
}

export function numberMember(object: JsonObject, name: string): number | null {
  const value = member(object, name);
  return typeof value === 'number' ? value : null;
}
