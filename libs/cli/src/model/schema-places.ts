import type { SchemaNode } from './schema-node.ts';

/** Every schema that was read by its JSON pointer, for whoever asks what became of one. */
export type SchemaPlaces = Map<string, SchemaNode>;
