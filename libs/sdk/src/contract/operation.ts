import type { StandardSchemaV1 } from '@standard-schema/spec';

/**
 * One operation of a contract as `throughline sync` emits it. Only what the client reads is named here, so that a
 * contract of a later generator still fits.
 */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Address below the base URL, parameters as `:name`: `/api/projects/:id/`. */
  readonly path: string;
  readonly pathParams?: StandardSchemaV1;
  readonly query?: StandardSchemaV1;
  readonly contentType?: string;
  /** Null where the operation takes no body. */
  readonly body?: StandardSchemaV1 | null;
  /** Schema of the answer by status; null for an answer without a body. */
  readonly responses: Readonly<Record<number, StandardSchemaV1 | null>>;
  readonly metadata: {
    readonly operationId: string;
    /** Alternatives; where none asks for anything the call goes without a token. */
    readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
    /** Present where `path` cannot say it; such an address this client cannot build. */
    readonly pathTemplate?: string;
    /** Parameters that are not written in the usual way of their place; this client cannot write them. */
    readonly parameterStyles?: Readonly<Record<string, unknown>>;
    readonly requestContentType?: string;
  };
}

/** The operations of one tag by name. */
export type Operations = Readonly<Record<string, Operation>>;

/** A whole contract: services by name. */
export type Contract = Readonly<Record<string, Operations>>;

/** Whether a call goes without a token: `security: []`, or only the empty requirement as drf-spectacular writes it. */
export function isPublic({ metadata }: Operation): boolean {
  return metadata.security?.every((requirement) => Object.keys(requirement).length === 0) ?? false;
}

/** What the client cannot send as the contract says; undefined when there is nothing. */
export function unsupportedPart({ contentType, metadata }: Operation): string | undefined {
  if (metadata.pathTemplate !== undefined) return `the address ${metadata.pathTemplate}`;
  if (metadata.parameterStyles !== undefined)
    return `the parameters ${Object.keys(metadata.parameterStyles).join(', ')}`;
  const type = metadata.requestContentType ?? contentType;
  return type === undefined || type === 'application/json' ? undefined : `a body of ${type}`;
}
