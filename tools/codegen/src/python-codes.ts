import type { ErrorCode } from '@throughline/contracts/wire';

/** The Python side of the code table: a module that `throughline.http` imports. */
export function pythonCodes(codes: Readonly<Record<string, ErrorCode>>): string {
  const entries = Object.entries(codes).map(([code, entry]) =>
    [
      '    ErrorCode(',
      `        code=${pythonString(code)},`,
      `        status=${entry.status},`,
      `        retryable=${entry.retryable ? 'True' : 'False'},`,
      `        message=${pythonString(entry.message)},`,
      ...help(entry.help),
      '    ),',
    ].join('\n'),
  );
  return [
    '"""The error codes that every service shares.',
    '',
    'Generated from `libs/contracts/src/wire/error-codes.ts` by `nx run codegen:generate`; do not edit.',
    '"""',
    '',
    'from collections.abc import Mapping',
    'from typing import Final',
    '',
    'from throughline.http.error_code import ErrorCode',
    '',
    '_CODES: Final = (',
    ...entries,
    ')',
    '',
    'CORE_ERROR_CODES: Final[Mapping[str, ErrorCode]] = {entry.code: entry for entry in _CODES}',
    '',
  ].join('\n');
}

const lineLength = 120;

/** `ruff format` leaves implicitly joined strings in parentheses alone, so a long text is cut at its spaces. */
function help(text: string): string[] {
  const oneLine = `        help=${pythonString(text)},`;
  if (oneLine.length <= lineLength) return [oneLine];
  const parts: string[] = [];
  let part = '';
  for (const word of text.split(/(?<= )/)) {
    if (part !== '' && `            ${pythonString(part + word)}`.length > lineLength) {
      parts.push(part);
      part = '';
    }
    part += word;
  }
  return ['        help=(', ...[...parts, part].map((line) => `            ${pythonString(line)}`), '        ),'];
}

/** JSON's escapes are a subset of Python's, and `ruff format` wants double quotes. */
function pythonString(text: string): string {
  return JSON.stringify(text);
}
