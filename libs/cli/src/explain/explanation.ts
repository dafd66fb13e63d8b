import type { Diagnostic } from '../model/diagnostic.ts';
import type { Direction } from '../model/forms.ts';

/** Something of the generated code. */
export interface EmittedPart {
  name: string;
  /** Whose form it is where the two differ: what a client sends, or what the server does; null for both. */
  direction: Direction | null;
  /** In the output folder. */
  file: string;
  /** From 1. */
  line: number;
  text: string;
}

/** What a schema inside of another one came to, as it would be printed by itself. */
export interface InnerForm {
  direction: Direction | null;
  type: string;
  schema: string;
}

export interface FormatUse {
  pointer: string;
  format: string;
  outcome: 'checked' | 'checked as another format' | 'checked by a pattern' | 'not checked';
  /** The configuration's for an exception. */
  reason: string | null;
}

export interface OperationSummary {
  /** Method and path. */
  place: string;
  operationId: string;
  /** The contract's name in the generated code. */
  contract: string;
  parameters: { in: 'path' | 'query' | 'header' | 'cookie'; name: string; required: boolean }[];
  body: { contentType: string; required: boolean } | null;
  /** `contentType` is null for an answer without a body. */
  responses: { status: string; contentType: string | null }[];
}

/** What became of one place of a document. */
export interface Explanation {
  pointer: string;
  /** The place that the code below stands for: the pointer itself, or the nearest around it that code was made from. */
  source: { kind: 'schema' | 'operation' | 'event'; pointer: string } | null;
  code: EmittedPart[];
  /** For a schema without a name of its own. */
  inner: InnerForm[];
  operation: OperationSummary | null;
  /** Why it is so, one sentence each. */
  notes: string[];
  formats: FormatUse[];
  notExpressed: Diagnostic[];
  /** Operations, schemas and events that refer to it, or to what it stands in. */
  usedBy: string[];
}
