/**
 * What one access token costs a Node service, by the verifier of `service-kit`, beside `jose` and `fast-jwt` on the same tokens in the
 * same run. All check signature, algorithm, issuer, audience and times; ours also that no claim stands twice, and the claims' types.
 * Tokens are verified one after the other, as one request needs it: the time is that of the wall. Rounds go through all in turn.
 */
import { createSecretKey, webcrypto } from 'node:crypto';
import { createServer } from 'node:http';
import { createTokenVerifier, PublishedKeys, type TokenVerifierOptions } from '@throughline/service-kit';
import { createTestKey, type TestKey } from '@throughline/service-kit/testing';
import { createVerifier } from 'fast-jwt';
import { importSPKI, jwtVerify, type CryptoKey } from 'jose';
import { percentile } from '../statistics.ts';

const tokenCount = 2000;
const rounds = 15;
const barMicroseconds = 40;
const checks = { issuer: 'shop', audience: 'shop-clients', serviceAudience: 'realtime', clockSkewSeconds: 30 } as const;

type Verify = (token: string) => unknown;

const hs256 = createTestKey('HS256');
const eddsa = createTestKey('EdDSA');
const server = createServer((_, response) => response.end(JSON.stringify({ keys: [eddsa.jwk] })));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
if (address === null || typeof address === 'string') throw new Error('The server has no port.');
const published = new PublishedKeys({ url: `http://127.0.0.1:${address.port}/`, algorithm: 'EdDSA' });

const secretBytes = new TextEncoder().encode(hs256.secret);
const hmac = { name: 'HMAC', hash: 'SHA-256' };
const secretKey = await webcrypto.subtle.importKey('raw', secretBytes, hmac, false, ['verify']);
const publicKey = await importSPKI(eddsa.publicKey, 'EdDSA');

const contestants: readonly [string, TestKey, Verify][] = [
  ['HS256, service-kit', hs256, ours({ algorithm: 'HS256', secret: hs256.secret }, 0)],
  ['HS256, service-kit, known token', hs256, ours({ algorithm: 'HS256', secret: hs256.secret }, tokenCount)],
  ['HS256, jose with the secret', hs256, byJose(secretBytes, 'HS256')],
  ['HS256, jose with an imported key', hs256, byJose(secretKey, 'HS256')],
  ['HS256, fast-jwt', hs256, byFastJwt(createSecretKey(secretBytes).export(), 'HS256', false)],
  ['HS256, fast-jwt, known token', hs256, byFastJwt(createSecretKey(secretBytes).export(), 'HS256', tokenCount)],
  ['EdDSA, service-kit', eddsa, ours(published, 0)],
  ['EdDSA, service-kit, known token', eddsa, ours(published, tokenCount)],
  ['EdDSA, jose with an imported key', eddsa, byJose(publicKey, 'EdDSA')],
  ['EdDSA, fast-jwt', eddsa, byFastJwt(eddsa.publicKey, 'EdDSA', false)],
];

const tokens = new Map(
  [hs256, eddsa].map((key) => [key, Array.from({ length: tokenCount }, () => signed(key))] as const),
);
const times = new Map(contestants.map(([name]) => [name, [] as number[]]));
for (let round = 0; round <= rounds; round += 1) {
  for (const [name, key, verify] of contestants) {
    const started = performance.now();
    for (const token of tokens.get(key) ?? []) await verify(token);
    const microseconds = ((performance.now() - started) / tokenCount) * 1000;
    // The first fills memories and warms code.
    if (round > 0) times.get(name)?.push(microseconds);
  }
}
server.close();

console.log('| µs a token | p50 of rounds | best | worst |\n| --- | --- | --- | --- |');
for (const [name, values] of times) {
  const [p50, best, worst] = [percentile(values, 0.5), Math.min(...values), Math.max(...values)];
  console.log(`| ${name} | ${p50.toFixed(1)} | ${best.toFixed(1)} | ${worst.toFixed(1)} |`);
}
const measured = percentile(times.get('HS256, service-kit') ?? [], 0.5);
const isMet = measured <= barMicroseconds;
console.log(`at most ${barMicroseconds} µs for an HS256 token: ${isMet ? 'met' : 'missed'} (${measured.toFixed(1)})`);
if (!isMet) process.exitCode = 1;

function ours(signing: TokenVerifierOptions['signing'], cachedTokens: number): Verify {
  const { verifyAccess } = createTokenVerifier({ ...checks, signing, cachedTokens });
  return verifyAccess;
}

function byJose(key: Uint8Array | CryptoKey, algorithm: string): Verify {
  const options = { algorithms: [algorithm], issuer: checks.issuer, audience: checks.audience, clockTolerance: 30 };
  return (token) => jwtVerify(token, key, options);
}

function byFastJwt(key: string | Buffer, algorithm: 'HS256' | 'EdDSA', cache: number | false): Verify {
  return createVerifier({
    key,
    algorithms: [algorithm],
    allowedIss: checks.issuer,
    allowedAud: checks.audience,
    clockTolerance: 30_000,
    cache,
  });
}

/** As large as those of the marketplace. */
function signed(key: TestKey): string {
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: key.algorithm, typ: 'JWT', kid: key.kid };
  const payload = {
    token_type: 'access',
    exp: now + 3600,
    iat: now,
    jti: crypto.randomUUID().replaceAll('-', ''),
    user_id: crypto.randomUUID(),
    sid: crypto.randomUUID(),
    email: 'somebody@example.org',
    role: 'developer',
    company_id: crypto.randomUUID(),
    iss: checks.issuer,
    aud: checks.audience,
  };
  const unsigned = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${unsigned}.${key.sign(unsigned)}`;
}
