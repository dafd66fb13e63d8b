import type { JsonObject, JsonValue } from '../document/json.ts';

/**
 * What a document promises, in the least words from which its changes can be told: no descriptions, no order of members. Plain JSON,
 * made by `describeContract` and kept in the manifest, so whoever reads it cannot rely on its form.
 */
export interface Contract {
  /** By method and path: `GET /tasks/{id}/`. */
  operations: ReadonlyMap<string, JsonObject>;
  /** Shapes (see `shapeOf`) by name. */
  schemas: ReadonlyMap<string, JsonValue>;
  events: ReadonlyMap<string, JsonObject>;
}
