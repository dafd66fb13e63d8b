import { expect, test } from 'vitest';
import { bearerToken } from './bearer-token.ts';

test.each([
  [undefined, 'auth.not_authenticated'],
  ['', 'auth.token_invalid'],
  ['Bearer', 'auth.token_invalid'],
  ['Bearer a b', 'auth.token_invalid'],
  ['Basic YTpi', 'auth.token_invalid'],
  ['Bearer ä', 'auth.token_invalid'],
])('the header %j carries no token', (header, code) => {
  expect(() => bearerToken(header)).toThrow(expect.objectContaining({ code }) as Error);
});

test('the scheme is read in any case, as RFC 9110 says', () => {
  expect(bearerToken('bearer  a.b-_.c=')).toBe('a.b-_.c=');
});
