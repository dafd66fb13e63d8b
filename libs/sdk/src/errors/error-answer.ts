import { errorEnvelopeSchema, type CoreErrorCode, type FieldErrors } from '@throughline/contracts/wire';
import type { ErrorAnswer } from './http-error.ts';
import { retryAfterMs } from './retry-after.ts';

// The table of codes, help texts and all, would be a seventh of what a page loads of this package: what is needed of it
// stands here, and a test holds it against the table.

/** Codes that may be sent again although their status does not say so. */
const retryableCodes: readonly string[] = ['http.idempotency_in_progress'] satisfies CoreErrorCode[];

const serverFailure = 'Server error. Please try again later.';

/** Said when the service did not say anything fit to show. */
const defaultMessages: Readonly<Record<number, string>> = {
  401: 'User not authenticated',
  403: "You don't have permission for this action.",
  404: 'There is nothing at this address.',
  413: 'The request is too large.',
  429: 'Too many requests. Try again in a moment.',
};

/**
 * Understands the error answers of any Django: our envelope, plain Django REST Framework (`{detail}`, field maps, lists),
 * problem documents (RFC 9457), and what a proxy says in HTML or not at all.
 * @param body the parsed JSON of the answer; undefined when it was none
 */
export function readErrorAnswer(response: Response, body: unknown): ErrorAnswer {
  const { status } = response;
  const read = readEnvelope(body) ?? readProblem(body) ?? readPlain(body);
  return {
    status,
    code: read.code ?? `http.${status}`,
    message: read.message ?? defaultMessage(status),
    fields: read.fields ?? {},
    retryable: retryableCodes.includes(read.code ?? '') || isRetryableStatus(status),
    retryAfterMs: retryAfterMs(response.headers.get('Retry-After'), Date.now()),
  };
}

interface Reading {
  code?: string;
  message?: string;
  fields?: FieldErrors;
}

function readEnvelope(body: unknown): Reading | undefined {
  const parsed = errorEnvelopeSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { code, message, error } = parsed.data;
  return { code, message, ...(typeof error === 'string' ? {} : { fields: error }) };
}

function readProblem(body: unknown): Reading | undefined {
  if (!isRecord(body) || typeof body['title'] !== 'string' || typeof body['status'] !== 'number') return undefined;
  const { title, detail } = body;
  return { message: typeof detail === 'string' ? detail : title };
}

function readPlain(body: unknown): Reading {
  if (isRecord(body) && typeof body['detail'] === 'string') return { message: body['detail'] };
  const fields = Object.fromEntries(fieldEntries(body, ''));
  const [first] = Object.values(fields).flat();
  return first === undefined ? {} : { message: first, fields };
}

type FieldEntry = readonly [path: string, messages: string[]];

/** Django REST Framework nests its messages like the input: `{items: [{}, {quantity: ["…"]}]}`. */
function fieldEntries(value: unknown, path: string, depth = 0): FieldEntry[] {
  // Deeper than any form; the body comes from the network.
  if (depth > 20) return [];
  if (typeof value === 'string') return path === '' ? [] : [[path, [value]]];
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const messages = items.filter((item) => typeof item === 'string');
    if (messages.length > 0) return [[path || 'non_field_errors', messages]];
    return items.flatMap((item, index) => fieldEntries(item, join(path, String(index)), depth + 1));
  }
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => fieldEntries(item, join(path, key), depth + 1));
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function defaultMessage(status: number): string {
  return defaultMessages[status] ?? (status >= 500 ? serverFailure : 'An unexpected error occurred');
}

function isRetryableStatus(status: number): boolean {
  return [408, 429, 500, 502, 503, 504].includes(status);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
