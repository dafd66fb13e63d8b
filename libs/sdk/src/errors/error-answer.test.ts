import { coreErrorCodes } from '@throughline/contracts/wire';
import { describe, expect, test } from 'vitest';
import { readErrorAnswer } from './error-answer.ts';

function read(status: number, body: unknown, headers: Record<string, string> = {}) {
  return readErrorAnswer(new Response(null, { status, headers }), body);
}

describe('the error answers of other people’s Django', () => {
  test.each([
    [
      'our envelope',
      412,
      { error: 'x', status_code: 412, code: 'http.precondition_failed', message: 'Changed.', request_id: 'r' },
      { code: 'http.precondition_failed', message: 'Changed.' },
    ],
    ['a detail', 403, { detail: 'You may not.' }, { code: 'http.403', message: 'You may not.' }],
    [
      'a field map',
      400,
      { title: ['Required.'], age: ['Too young.', 'Odd.'] },
      { message: 'Required.', fields: { title: ['Required.'], age: ['Too young.', 'Odd.'] } },
    ],
    [
      'nested fields',
      400,
      { items: [{}, { quantity: ['Too many.'] }], address: { city: ['Unknown.'] } },
      { fields: { 'items.1.quantity': ['Too many.'], 'address.city': ['Unknown.'] } },
    ],
    [
      'a list',
      400,
      ['Not like this.'],
      { message: 'Not like this.', fields: { non_field_errors: ['Not like this.'] } },
    ],
    [
      'a problem document',
      422,
      { type: 'about:blank', title: 'Unprocessable', status: 422, detail: 'Say more.' },
      { message: 'Say more.' },
    ],
    ['a problem without detail', 422, { title: 'Unprocessable', status: 422 }, { message: 'Unprocessable' }],
    [
      'a server error in HTML',
      500,
      undefined,
      { code: 'http.500', message: 'Server error. Please try again later.', retryable: true },
    ],
    ['an unknown status without body', 418, undefined, { message: 'An unexpected error occurred', retryable: false }],
    ['a permission without body', 403, undefined, { message: "You don't have permission for this action." }],
  ])('%s is understood', (_, status, body, expected) => {
    expect(read(status, body)).toMatchObject(expected);
  });

  test('a map nested deeper than any form ends without harm', () => {
    let body: unknown = ['deep'];
    for (let depth = 0; depth < 10_000; depth += 1) body = { a: body };
    expect(read(400, body).fields).toEqual({});
  });

  test('a field of the name __proto__ stays a field', () => {
    const { fields } = read(400, JSON.parse('{"__proto__": ["no"]}'));
    expect(Object.entries(fields)).toEqual([['__proto__', ['no']]]);
  });

  test.each([
    ['7', 7000],
    ['0', 0],
    [new Date(Date.now() - 60_000).toUTCString(), 0],
    ['soon', undefined],
    ['-1', undefined],
  ])('Retry-After %s is %s ms', (header, expected) => {
    expect(read(429, undefined, { 'Retry-After': header })).toMatchObject({ retryAfterMs: expected, retryable: true });
  });
});

describe('the table of codes', () => {
  test.each(Object.entries(coreErrorCodes))(
    'says of %s whether it may be sent again, and so does the answer',
    (code, entry) => {
      const { status, message, retryable } = entry;
      const body = { error: message, status_code: status, code, message, request_id: 'r' };
      expect(read(status, body)).toMatchObject({ code, message, retryable });
    },
  );

  test.each([
    [401, 'auth.not_authenticated'],
    [403, 'auth.permission_denied'],
    [404, 'http.not_found'],
    [413, 'http.body_too_large'],
    [429, 'http.too_many_requests'],
    [500, 'server.internal_error'],
  ] as const)('has the words for a %i that says nothing', (status, code) => {
    expect(read(status, undefined).message).toBe(coreErrorCodes[code].message);
  });
});
