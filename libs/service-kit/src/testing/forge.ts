import type { Recipe, SigningAlgorithm } from './recipes.ts';
import { createTestKey, hmac, type TestKey } from './test-issuer.ts';

export interface Forgery {
  own: TestKey;
  /** Of a good token. */
  claims: Readonly<Record<string, unknown>>;
}

/** The token of a recipe. */
export function forge(recipe: Recipe, { own, claims }: Forgery): string {
  if (recipe.text !== undefined) return recipe.text;
  const other = otherKey(recipe.signAs === 'EdDSA' || recipe.signAs === 'RS256' ? recipe.signAs : own.algorithm);
  const good = compact(own, JSON.stringify(headerOf(own)), JSON.stringify(claims));
  const named = { $aud: claims['aud'], $iss: claims['iss'], $kid: own.kid, $otherJwk: other.jwk, $token: good };
  const header =
    recipe.rawHeader ?? objectText(recipe.twiceInHeader, headerOf(own), recipe.header, recipe.withoutHeader, named);
  const body = recipe.payload ?? objectText(recipe.twice, claims, changesOf(recipe), recipe.without, named);
  const unsigned = [deep(header), filled(body, named)].map(encoded).join('.');
  return changed(recipe.change, `${unsigned}.${signature(recipe, unsigned, own, other)}`, good);
}

const otherKeys = new Map<SigningAlgorithm, TestKey>();

/** An attacker's; made once, because that of RS256 takes a while. */
function otherKey(algorithm: SigningAlgorithm): TestKey {
  const key = otherKeys.get(algorithm) ?? createTestKey(algorithm);
  otherKeys.set(algorithm, key);
  return key;
}

function headerOf({ algorithm, kid }: TestKey): Record<string, unknown> {
  return { alg: algorithm, typ: 'JWT', ...(kid === undefined ? {} : { kid }) };
}

function changesOf({ claims, times, padding }: Recipe): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  const instants = Object.entries(times).map(([name, seconds]) => [name, now + seconds] as const);
  return { ...claims, ...Object.fromEntries(instants), ...(padding === 0 ? {} : { padding: 'x'.repeat(padding) }) };
}

function objectText(
  twice: Readonly<Record<string, unknown>>,
  original: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
  without: readonly string[],
  named: Readonly<Record<string, unknown>>,
): string {
  const merged = Object.entries({ ...original, ...changes }).filter(([name]) => !without.includes(name));
  const members = [...Object.entries(twice), ...merged];
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(put(value, named))}`).join(',')}}`;
}

/** `$aud` and the like stand for what is known only when the token is made. */
function put(value: unknown, named: Readonly<Record<string, unknown>>): unknown {
  if (typeof value === 'string') return value in named ? named[value] : filled(value, named);
  if (typeof value !== 'object' || value === null) return value;
  const parts: readonly (readonly [string, unknown])[] = Object.entries(value);
  const done = parts.map(([name, part]) => [filled(name, named), put(part, named)] as const);
  return Array.isArray(value) ? done.map(([, part]) => part) : Object.fromEntries(done);
}

function filled(text: string, named: Readonly<Record<string, unknown>>): string {
  return text.replace(/\$(?:aud|iss|kid|token)/g, (name) => String(named[name]));
}

function deep(header: string): string {
  return header === 'deep' ? `{"alg":${'['.repeat(2000)}${']'.repeat(2000)}}` : header;
}

function signature({ key, signAs }: Recipe, unsigned: string, own: TestKey, other: TestKey): string {
  if (key === 'none') return '';
  if (key === 'empty') return hmac(unsigned, 'HS256', '');
  if (key === 'public') return hmac(unsigned, 'HS256', own.publicKey);
  return (key === 'own' ? own : other).sign(unsigned, signAs);
}

function compact(key: TestKey, header: string, payload: string): string {
  const unsigned = [header, payload].map(encoded).join('.');
  return `${unsigned}.${key.sign(unsigned)}`;
}

function changed(change: Recipe['change'], token: string, good: string): string {
  const [header = '', payload = '', signed = ''] = token.split('.');
  switch (change) {
    case undefined:
      return token;
    case 'no signature':
      return `${header}.${payload}.`;
    case 'two parts':
      return `${header}.${payload}`;
    case 'four parts':
      return `${token}.${signed}`;
    case 'cut signature':
      return token.slice(0, -4);
    case 'altered signature':
      return `${header}.${payload}.${signed.startsWith('A') ? 'B' : 'A'}${signed.slice(1)}`;
    case 'longer signature':
      return `${token}AAAA`;
    case 'foreign signature':
      return `${header}.${encoded(`${decoded(payload)} `)}.${good.split('.')[2] ?? ''}`;
    case 'altered claims':
      return `${header}.${encoded(decoded(payload).replace('{', '{"role":"admin",'))}.${signed}`;
    case 'altered header':
      return `${encoded(decoded(header).replace('{', '{"x":1,'))}.${payload}.${signed}`;
    case 'two tokens':
      return `${token} ${token}`;
    case 'JSON':
      return JSON.stringify({ protected: header, payload, signature: signed });
  }
}

function encoded(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function decoded(part: string): string {
  return Buffer.from(part, 'base64url').toString('utf8');
}
