import { nodesOf } from './evaluation.ts';
import type { SchemaNode } from './schema-node.ts';

/** The nodes directly inside a node; a reference has none. */
export function childrenOf(node: SchemaNode): SchemaNode[] {
  switch (node.kind) {
    case 'array':
      return [...node.prefix, node.items, ...(node.contains === null ? [] : [node.contains.node])];
    case 'object':
      return [
        ...node.properties.map((property) => property.node),
        node.additional,
        ...node.patterns.map((pattern) => pattern.node),
        ...(node.propertyNames === null ? [] : [node.propertyNames]),
        ...node.dependentSchemas.map((dependency) => dependency.node),
      ];
    case 'union':
    case 'every':
      return node.members;
    case 'not':
      return [node.inner];
    case 'conditional':
      return [node.condition, node.then, node.otherwise];
    case 'unevaluated':
      return [...nodesOf(node.evaluated), node.rest];
    case 'unknown':
    case 'never':
    case 'boolean':
    case 'null':
    case 'literal':
    case 'constant':
    case 'binary':
    case 'string':
    case 'number':
    case 'reference':
      return [];
  }
}

/** The node and everything inside it, in no particular order and without following references. */
export function* walk(root: SchemaNode): Generator<SchemaNode> {
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    waiting.push(...childrenOf(node));
  }
}
