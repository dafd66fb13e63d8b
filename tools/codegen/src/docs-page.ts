import type { ErrorCode } from '@throughline/contracts/wire';

/** `docs/errors.md`: the table that an error's `help` link leads to, one anchor a code. */
export function errorsPage(codes: Readonly<Record<string, ErrorCode>>): string {
  const rows = Object.entries(codes).map(
    ([code, entry]) =>
      `| <a id="${code}"></a>\`${code}\` | ${entry.status} | ${entry.retryable ? 'yes' : 'no'} | ${cell(entry.message)} | ${cell(entry.help)} |`,
  );
  return [
    '# Errors',
    '',
    '<!-- Generated from libs/contracts/src/wire/error-codes.ts by `nx run codegen:generate`; do not edit. -->',
    '',
    'Every answer of 400 and above has the same body, whichever service sends it:',
    '',
    '```json',
    '{ "error": "…", "status_code": 404, "code": "http.not_found", "message": "…", "request_id": "…" }',
    '```',
    '',
    '`code` is stable; `message` is fit to show and follows `Accept-Language`; `error` is one line, or for a failed',
    "validation the messages by field. A service's own codes stand in its OpenAPI document under `x-error-codes`.",
    '',
    '| code | status | retry | message | what to do |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
