import { CompactEncrypt } from 'jose';
import { describe, expect, test } from 'vitest';
import { createSealer } from './sealer.ts';
import type { SessionData } from './session-data.ts';

const oldSecret = 'the old sealing secret, 32 characters long';
const newSecret = 'the new sealing secret, 32 characters long';
const session: SessionData = { access: 'a.b.c', refresh: 'd.e.f', generation: 3, accessExpiresAtMs: 1_700_000_000_000 };

test('what was sealed is opened again', async () => {
  const sealer = createSealer([newSecret], 'session');
  expect(await sealer.unseal(await sealer.seal(session))).toEqual(session);
});

test('a replaced secret still opens, the new one seals', async () => {
  const before = await createSealer([oldSecret], 'session').seal(session);
  const during = createSealer([newSecret, oldSecret], 'session');
  expect(await during.unseal(before)).toEqual(session);
  expect(await createSealer([newSecret], 'session').unseal(await during.seal(session))).toEqual(session);
});

describe('what is not ours is not opened', () => {
  const sealer = createSealer([newSecret], 'session');
  const changed = async (part: number) => {
    const parts = (await sealer.seal(session)).split('.');
    const text = parts[part] ?? '';
    parts[part] = `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;
    return parts.join('.');
  };
  const jwe = (header: { alg: string; enc: string; kid?: string }, text: string, bytes = 32) =>
    new CompactEncrypt(new TextEncoder().encode(text)).setProtectedHeader(header).encrypt(new Uint8Array(bytes));
  const kid = async () => {
    const [header = ''] = (await sealer.seal(session)).split('.');
    return (JSON.parse(atob(header)) as { kid: string }).kid;
  };
  test.each<[string, () => Promise<string> | string]>([
    ['nothing', () => ''],
    ['plain JSON', () => JSON.stringify(session)],
    ['five empty parts', () => '....'],
    ['a header that is no JSON', () => 'AAAA.B.C.D.E'],
    ['a changed header', () => changed(0)],
    ['an encrypted key where there is none', () => changed(1)],
    ['a changed vector', () => changed(2)],
    ['a changed text', () => changed(3)],
    ['a changed tag', () => changed(4)],
    ['half of it', async () => (await sealer.seal(session)).slice(0, 100)],
    ['a secret that is no longer known', () => createSealer([oldSecret], 'session').seal(session)],
    ['a cookie of another name', () => createSealer([newSecret], 'other').seal(session)],
    ['a forged key', async () => jwe({ alg: 'dir', enc: 'A256GCM', kid: await kid() }, JSON.stringify(session))],
    ['another algorithm', async () => jwe({ alg: 'dir', enc: 'A128GCM', kid: await kid() }, '{}', 16)],
    ['too much', () => 'A'.repeat(100_000)],
  ])('%s', async (_, value) => {
    expect(await sealer.unseal(await value())).toBeUndefined();
  });
});

test('a session that browsers would drop is refused when it is sealed', async () => {
  const sealer = createSealer([newSecret], 'session');
  await expect(sealer.seal({ ...session, access: 'a'.repeat(3000) })).rejects.toThrow(/browsers keep 3800/);
  const widest = await sealer.seal({ ...session, access: 'a'.repeat(2620) });
  expect('session='.length + widest.length).toBeLessThanOrEqual(3800);
});

test.each([
  ['no secret', []],
  ['a short secret', ['short']],
  ['a short secret among others', [newSecret, 'short']],
])('%s is refused at once', (_, secrets) => {
  expect(() => createSealer(secrets, 'session')).toThrow(TypeError);
});
