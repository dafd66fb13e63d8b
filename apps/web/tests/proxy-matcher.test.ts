import { unstable_doesMiddlewareMatch as doesProxyMatch } from 'next/experimental/testing/server';
import { expect, test } from 'vitest';
import { config } from '../proxy.ts';

test.each([
  ['/', true],
  ['/projects', true],
  ['/projects/', true],
  ['/projects?page=2', true],
  ['/u/john.doe', true],
  ['/files/report.pdf', true],
  ['/sessions', true],
  ['/apiary', true],
  ['/icon.svg/x', true],
  ['/_next/data/x/projects.json', true],
  ['/api/projects/', false],
  ['/api/uploads', false],
  ['/session/token', false],
  ['/session/sign-out', false],
  ['/_next/static/chunks/x.js', false],
  ['/_next/image', false],
  ['/favicon.ico', false],
  ['/icon.svg', false],
  ['/robots.txt', false],
])('%s is a page: %s', (url, isPage) => {
  expect(doesProxyMatch({ config, nextConfig: {}, url })).toBe(isPage);
});
