import { type EmitOptions, HEADER } from './emit-options.ts';

/** `contract.ts`: the shape of an operation's contract. ts-rest's types accept it; nothing of ts-rest is needed to use it. */
export function emitContractType(options: EmitOptions): string {
  const schema = options.zod === 'mini' ? 'z.ZodMiniType' : 'z.ZodType';
  return `${HEADER}

import type * as z from '${options.zod === 'mini' ? 'zod/mini' : 'zod'}';

export interface OperationContract {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With parameters as \`:name\`. */
  readonly path: string;
  readonly pathParams?: ${schema};
  readonly query?: ${schema};
  /** By lower-case name. */
  readonly headers?: Readonly<Record<string, ${schema}>>;
  /** By name, for a server to check; a browser sends its cookies itself. */
  readonly cookies?: Readonly<Record<string, ${schema}>>;
  readonly contentType?: 'application/json' | 'multipart/form-data' | 'application/x-www-form-urlencoded';
  /** Null when the operation takes no body. */
  readonly body?: ${schema} | null;
  /** By status; null for an answer without a body. */
  readonly responses: Readonly<Record<number, ${schema} | null>>;
  /** Answers of a whole class of statuses (\`4XX\`) and of those not named (\`default\`). */
  readonly otherResponses?: Readonly<Record<string, ${schema} | null>>;
  readonly summary?: string;
  readonly deprecated?: boolean;
  readonly metadata: {
    /** As the document writes it. */
    readonly operationId: string;
    readonly tags: readonly string[];
    /** Alternatives; an empty list is a public call. */
    readonly security: readonly { readonly [scheme: string]: readonly string[] }[];
    /** The document's path, where \`path\` cannot say it: a parameter that is a part of its segment, a colon that is one. */
    readonly pathTemplate?: string;
    /** How parameters are written where it is not the usual way of their place. */
    readonly parameterStyles?: {
      readonly [name: string]: {
        readonly in: string;
        readonly style?: string;
        readonly explode?: boolean;
        readonly allowReserved?: boolean;
        readonly contentType?: string;
      };
    };
    /** The body's media type, when it is none of \`contentType\`. */
    readonly requestContentType?: string;
    /** By status, where an answer is not JSON. */
    readonly responseContentTypes?: { readonly [status: string]: string };
  };
}
`;
}
