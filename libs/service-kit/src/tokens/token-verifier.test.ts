import { expect, test } from 'vitest';
import { bearerToken, createTokenVerifier } from './token-verifier.ts';

// What a verifier makes of forged and expired tokens is tested where they arrive, at the gateway.

test('a secret that is too short for its algorithm is refused at once', () => {
  const options = {
    algorithm: 'HS256',
    issuer: 'i',
    audience: 'a',
    serviceAudience: 's',
    clockSkewSeconds: 30,
  } as const;
  expect(() => createTokenVerifier({ ...options, secret: 'x'.repeat(31) })).toThrow('at least 32 bytes');
});

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
