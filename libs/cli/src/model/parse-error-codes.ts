import { isJsonObject, member, objectMember } from '../document/json.ts';
import { joinPointer } from '../document/json-pointer.ts';
import type { OpenApiDocument } from '../document/open-api-document.ts';
import type { Diagnostics } from './diagnostic.ts';
import type { ErrorCodeEntry } from './operation.ts';

/** The extension `x-error-codes` at the document's root: `{code: {status, retryable, message, help}}`. */
export function parseErrorCodes(document: OpenApiDocument, diagnostics: Diagnostics): [string, ErrorCodeEntry][] {
  const entries: [string, ErrorCodeEntry][] = [];
  for (const [code, value] of Object.entries(objectMember(document.root, 'x-error-codes'))) {
    const status = isJsonObject(value) ? member(value, 'status') : undefined;
    const retryable = isJsonObject(value) ? member(value, 'retryable') : undefined;
    const message = isJsonObject(value) ? member(value, 'message') : undefined;
    const help = isJsonObject(value) ? member(value, 'help') : undefined;
    if (
      typeof status === 'number' &&
      typeof retryable === 'boolean' &&
      typeof message === 'string' &&
      typeof help === 'string'
    ) {
      entries.push([code, { status, retryable, message, help }]);
    } else {
      diagnostics.report(
        joinPointer('#/x-error-codes', code),
        'x-error-codes',
        'Needs a number "status", a boolean "retryable" and texts "message" and "help"; the code is left out',
      );
    }
  }
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}
