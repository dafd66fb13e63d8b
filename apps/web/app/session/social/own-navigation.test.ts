import { expect, test } from 'vitest';
import { isOwnNavigation } from './own-navigation.ts';

const publicUrl = 'https://market.example.org';
const own = { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'navigate' };

test.each<[string, Record<string, string>, boolean]>([
  ['a link of this site', own, true],
  ['a link of another site', { ...own, 'Sec-Fetch-Site': 'cross-site' }, false],
  ['a link of a neighbour', { ...own, 'Sec-Fetch-Site': 'same-site' }, false],
  ['an address that was typed', { ...own, 'Sec-Fetch-Site': 'none' }, false],
  ['a script of this site', { ...own, 'Sec-Fetch-Mode': 'cors' }, false],
  ['a look ahead', { ...own, 'Sec-Purpose': 'prefetch' }, false],
  ['a look ahead of Next', { ...own, 'Next-Router-Prefetch': '1' }, false],
  ['another site that forges the older header', { 'Sec-Fetch-Site': 'cross-site', Referer: `${publicUrl}/` }, false],
  ['an older browser, from this site', { Referer: `${publicUrl}/sign-in` }, true],
  ['an older browser, from another site', { Referer: 'https://example.org/' }, false],
  ['an older browser, from a name that begins alike', { Referer: `${publicUrl}.example.org/` }, false],
  ['an older browser that does not tell', {}, false],
  ['nonsense', { Referer: 'nonsense' }, false],
])('%s', (_, headers, isOwn) => {
  expect(isOwnNavigation(new Headers(headers), publicUrl)).toBe(isOwn);
});
