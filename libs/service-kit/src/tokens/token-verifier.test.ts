import { afterEach, describe, expect, test, vi } from 'vitest';
import { startKeyServer } from '../../tests/key-server.ts';
import {
  createTestKey,
  goodTokens,
  tokenAttacks,
  type AttackedIssuer,
  type SigningAlgorithm,
  type TokenKind,
} from '../testing/index.ts';
import { PublishedKeys } from './published-keys.ts';
import { createTokenVerifier, type TokenVerifier, type TokenVerifierOptions } from './token-verifier.ts';

const checks = { issuer: 'shop', audience: 'shop-clients', serviceAudience: 'realtime', clockSkewSeconds: 30 } as const;

function claims(kind: TokenKind): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  const base = { token_type: kind, iss: 'shop', iat: now, exp: now + 300, jti: 'j', sid: 's' };
  return kind === 'service'
    ? { ...base, aud: 'realtime', scope: 'other events:publish' }
    : { ...base, aud: 'shop-clients', user_id: 'ada' };
}

/** One key for each algorithm; that of RS256 takes a while to make. */
const issuers = Object.fromEntries(
  (['HS256', 'EdDSA', 'RS256'] as const).map((algorithm) => [algorithm, { key: createTestKey(algorithm), claims }]),
) as Record<SigningAlgorithm, AttackedIssuer>;

async function signingOf({ key }: AttackedIssuer): Promise<TokenVerifierOptions['signing']> {
  if (key.algorithm === 'HS256') return { algorithm: 'HS256', secret: key.secret };
  const { url } = await startKeyServer(key);
  return new PublishedKeys({ url, algorithm: key.algorithm });
}

type Door = 'access' | 'service';

function show(verifier: TokenVerifier, door: Door, token: string): Promise<unknown> {
  return door === 'access' ? verifier.verifyAccess(token) : verifier.verifyService(token, 'events:publish');
}

function sign({ key }: AttackedIssuer, payload: Readonly<Record<string, unknown>>): string {
  const parts = [{ alg: key.algorithm, kid: key.kid }, payload];
  const unsigned = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${unsigned}.${key.sign(unsigned)}`;
}

afterEach(() => {
  vi.useRealTimers();
});

describe.each(['HS256', 'EdDSA', 'RS256'] as const)('where tokens are signed by %s', (algorithm) => {
  const issuer = issuers[algorithm];

  describe.each<Door>(['access', 'service'])('the door for tokens of kind %s refuses a token', (door) => {
    test.each(tokenAttacks(door, issuer))('$name', async ({ token, code }) => {
      const verifier = createTokenVerifier({ ...checks, signing: await signingOf(issuer) });
      // Also when the good one is known.
      await show(verifier, door, sign(issuer, claims(door)));
      await expect(show(verifier, door, token())).rejects.toMatchObject({ name: 'ServiceError', code });
    });

    test.each(goodTokens(door, issuer))('but takes one $name', async ({ token }) => {
      const verifier = createTokenVerifier({ ...checks, signing: await signingOf(issuer) });
      await expect(show(verifier, door, token())).resolves.toMatchObject({ token_type: door });
    });
  });

  test('a token is verified once and known from then on, until it expires', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const verifier = createTokenVerifier({ ...checks, signing: await signingOf(issuer) });
    const token = sign(issuer, claims('access'));
    const first = await verifier.verifyAccess(token);
    expect(await verifier.verifyAccess(token)).toBe(first);
    expect(Object.isFrozen(first)).toBe(true);
    vi.setSystemTime(first.exp * 1000 + 29_999);
    expect(await verifier.verifyAccess(token)).toBe(first);
    vi.setSystemTime(first.exp * 1000 + 30_000);
    await expect(verifier.verifyAccess(token)).rejects.toMatchObject({ code: 'auth.token_expired' });
  });
});

describe('of what is remembered', () => {
  const issuer = issuers.HS256;
  const signing = { algorithm: 'HS256', secret: issuer.key.secret } as const;

  test('there is no more than was asked for, and what was used last stays', async () => {
    const verifier = createTokenVerifier({ ...checks, signing, cachedTokens: 2 });
    const [one = '', two = '', three = ''] = ['1', '2', '3'].map((jti) => sign(issuer, { ...claims('access'), jti }));
    const first = await verifier.verifyAccess(one);
    const second = await verifier.verifyAccess(two);
    await verifier.verifyAccess(one);
    await verifier.verifyAccess(three);
    expect(await verifier.verifyAccess(one)).toBe(first);
    expect(await verifier.verifyAccess(two)).not.toBe(second);
  });

  test('nothing is kept where nothing is wanted', async () => {
    const verifier = createTokenVerifier({ ...checks, signing, cachedTokens: 0 });
    const token = sign(issuer, claims('access'));
    expect(await verifier.verifyAccess(token)).not.toBe(await verifier.verifyAccess(token));
  });

  test('nothing passes from one door to the other', async () => {
    const verifier = createTokenVerifier({ ...checks, audience: 'realtime', signing });
    const token = sign(issuer, { ...claims('service'), user_id: 'ada' });
    await verifier.verifyService(token, 'events:publish');
    await expect(verifier.verifyAccess(token)).rejects.toMatchObject({ code: 'auth.token_invalid' });
    await expect(verifier.verifyService(token, 'events:read')).rejects.toMatchObject({
      code: 'auth.permission_denied',
    });
  });

  test('what a key signed goes with the key', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const [stolen, next] = [createTestKey('EdDSA'), createTestKey('EdDSA')];
    const server = await startKeyServer(stolen, next);
    const verifier = createTokenVerifier({
      ...checks,
      signing: new PublishedKeys({ url: server.url, algorithm: 'EdDSA', maxAgeMs: 60_000 }),
    });
    const token = sign({ key: stolen, claims }, claims('access'));
    await verifier.verifyAccess(token);
    server.keys = [next];
    vi.advanceTimersByTime(60_000);
    // Answered from what is known, while the keys are read again beside it.
    await verifier.verifyAccess(token);
    await expect
      .poll(() => verifier.verifyAccess(token).catch((error: unknown) => error))
      .toMatchObject({
        code: 'auth.token_invalid',
      });
  });
});

describe('which claims are demanded is configuration', () => {
  const stock = { token_type: 'access', exp: 2e9, iat: 1, jti: 'j', user_id: '1' };
  const issuer = issuers.HS256;
  const signing = { algorithm: 'HS256', secret: issuer.key.secret } as const;

  test('a stock token of SimpleJWT has neither issuer nor audience nor session, and is taken where none is wanted', async () => {
    const lenient = createTokenVerifier({ ...checks, issuer: undefined, audience: undefined, signing });
    await expect(lenient.verifyAccess(sign(issuer, stock))).resolves.toEqual(stock);
    const strict = createTokenVerifier({ ...checks, signing });
    await expect(strict.verifyAccess(sign(issuer, stock))).rejects.toMatchObject({ code: 'auth.token_invalid' });
  });

  test.each(['sid', 'role', 'email', 'company_id'])(
    'a token without %s is refused where that is demanded',
    async (name) => {
      const verifier = createTokenVerifier({ ...checks, signing, requiredClaims: [name] });
      const whole = { ...claims('access'), role: 'client', email: 'a@example.org', company_id: null };
      await expect(verifier.verifyAccess(sign(issuer, whole))).resolves.toBeDefined();
      const without = sign(issuer, { ...whole, [name]: undefined });
      await expect(verifier.verifyAccess(without)).rejects.toMatchObject({ code: 'auth.token_invalid' });
    },
  );
});

test('a secret that is too short for its algorithm is refused at once', () => {
  const signing = { algorithm: 'HS256', secret: 'x'.repeat(31) } as const;
  expect(() => createTokenVerifier({ ...checks, signing })).toThrow('at least 32 bytes');
});
