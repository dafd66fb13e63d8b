import { beforeEach, expect, test, vi } from 'vitest';

const good = {
  PUBLIC_URL: 'https://market.example/',
  BACKEND_URL: 'http://backend:8000',
  GATEWAY_URL: 'http://gateway:8001',
  SESSION_SECRET: 'a sealing secret of 32 characters or more',
};

/** As a process that starts with these settings reads them. */
async function read(settings: Readonly<Record<string, string>>) {
  for (const name of [...Object.keys(good), 'GATEWAY_PUBLIC_URL', 'SESSION_SECRET_PREVIOUS'])
    vi.stubEnv(name, settings[name]);
  vi.resetModules();
  const { environment } = await import('../env.ts');
  return environment();
}

beforeEach(() => {
  vi.unstubAllEnvs();
});

test('the gateway is at the site’s own origin unless it is said where', async () => {
  expect(await read(good)).toMatchObject({
    PUBLIC_URL: 'https://market.example',
    GATEWAY_PUBLIC_URL: 'https://market.example',
  });
  const elsewhere = { ...good, GATEWAY_PUBLIC_URL: 'https://events.example' };
  expect(await read(elsewhere)).toMatchObject({ GATEWAY_PUBLIC_URL: 'https://events.example' });
});

test.each([
  ['PUBLIC_URL', '', 'PUBLIC_URL is not set'],
  ['PUBLIC_URL', 'market.example', 'PUBLIC_URL is wrong: it must be an address'],
  ['BACKEND_URL', 'ftp://backend', 'BACKEND_URL is wrong'],
  ['SESSION_SECRET', 'short', 'SESSION_SECRET is wrong: it must have at least 32 characters'],
  ['SESSION_SECRET_PREVIOUS', 'short', 'SESSION_SECRET_PREVIOUS is wrong'],
])('%s = "%s" is refused: %s', async (name, value, message) => {
  await expect(read({ ...good, [name]: value })).rejects.toThrow(message);
});
