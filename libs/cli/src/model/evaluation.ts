import type { Pattern } from './pattern.ts';
import type { SchemaNode } from './schema-node.ts';

/** Which members of an object, or items of an array, a keyword looks at (JSON Schema 2020-12 core, section 11). */
export type Evaluation =
  | { kind: 'all' }
  | { kind: 'names'; names: string[] }
  /** Members whose names match one of the patterns. */
  | { kind: 'matching'; patterns: Pattern[] }
  /** The first items. */
  | { kind: 'first'; count: number }
  /** Items that the node accepts. */
  | { kind: 'accepted'; node: SchemaNode }
  | { kind: 'when'; condition: SchemaNode; then: Evaluation[]; otherwise: Evaluation[] }
  /** Where the object has this member. */
  | { kind: 'present'; name: string; then: Evaluation[] };

export function nodesOf(evaluations: readonly Evaluation[]): SchemaNode[] {
  return evaluations.flatMap((evaluation) => {
    if (evaluation.kind === 'accepted') return [evaluation.node];
    if (evaluation.kind === 'present') return nodesOf(evaluation.then);
    if (evaluation.kind !== 'when') return [];
    return [evaluation.condition, ...nodesOf(evaluation.then), ...nodesOf(evaluation.otherwise)];
  });
}
