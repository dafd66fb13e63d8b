import { expect, test } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy.ts';

const options = { nonce: 'bm9uY2U=', gatewayUrl: 'https://events.example/prefix', isDevelopment: false };

function directive(policy: string, name: string): string | undefined {
  return policy.split('; ').find((text) => text.startsWith(`${name} `));
}

test('only scripts and styles of this answer run, and pages reach the site and the gateway alone', () => {
  const policy = contentSecurityPolicy(options);
  expect(directive(policy, 'script-src')).toBe("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic'");
  expect(directive(policy, 'style-src')).toBe("style-src 'self' 'nonce-bm9uY2U='");
  expect(directive(policy, 'connect-src')).toBe("connect-src 'self' https://events.example");
  expect(directive(policy, 'frame-ancestors')).toBe("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
});

test('code is evaluated in development alone', () => {
  expect(contentSecurityPolicy({ ...options, isDevelopment: true })).toContain("'unsafe-eval'");
});
