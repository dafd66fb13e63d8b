import type { PropertyNode, SchemaNode } from './schema-node.ts';

export const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** An operation of the document, with its parts as nodes. */
export interface Operation {
  pointer: string;
  method: string;
  /** As the document writes it: `/api/projects/{id}/`. */
  path: string;
  operationId: string;
  tags: string[];
  summary: string | null;
  description: string | null;
  deprecated: boolean;
  /** Alternatives, each naming schemes and scopes; an empty list is a call without credentials. */
  security: Record<string, string[]>[];
  pathParameters: PropertyNode[];
  query: PropertyNode[];
  headers: PropertyNode[];
  cookies: PropertyNode[];
  /** How parameters are written where that is not what their place says (OpenAPI 3.1.1, 4.8.12.2.2). */
  parameterStyles: Record<string, ParameterStyle>;
  body: Body | null;
  responses: Answer[];
}

export interface ParameterStyle {
  in: string;
  style?: string;
  explode?: boolean;
  allowReserved?: boolean;
  contentType?: string;
}

export interface Body {
  node: SchemaNode;
  required: boolean;
  contentType: string;
  pointer: string;
}

export interface Answer {
  /** `200`, `4XX` or `default`. */
  status: string;
  /** Null for an answer without a body. */
  node: SchemaNode | null;
  contentType: string | null;
  pointer: string;
}

export interface ErrorCodeEntry {
  status: number;
  retryable: boolean;
  message: string;
  help: string;
}

/** The body that a server sends on its own: of a webhook, or of an operation's callback. */
export interface WebhookEvent {
  /** The webhook's name; `create_order.paid` for the callback `paid` of the operation `create_order`. */
  name: string;
  pointer: string;
  description: string | null;
  node: SchemaNode;
  /** The values of `type` that this event has; null when its schema does not fix one. */
  types: string[] | null;
}
