import { expect, test } from 'vitest';
import { localPath } from './local-path.ts';

test.each([
  ['/projects', '/projects'],
  ['/projects?status=open&page=2', '/projects?status=open&page=2'],
  ['/projects#top', '/projects'],
  ['/a/../projects', '/projects'],
])('%s stays on this site as %s', (value, expected) => {
  expect(localPath(value)).toBe(expected);
});

test.each([
  ['another site', 'https://evil.example/'],
  ['another site by the scheme of the page', '//evil.example/'],
  ['a backslash, which browsers read as a slash', '/\\evil.example/'],
  ['a tab, which browsers leave out', '/\t/evil.example/'],
  ['a line break, which browsers leave out', '/\n/evil.example'],
  ['a dot segment that leaves two slashes', '/.//evil.example'],
  ['a script', 'javascript:alert(1)'],
  ['a relative path', 'projects'],
  ['nothing', ''],
  ['something huge', `/${'a'.repeat(3000)}`],
  ['a list, as from a repeated parameter', ['/projects', '/other']],
  ['no value', undefined],
])('%s leads to the start page', (_, value) => {
  expect(localPath(value)).toBe('/');
});
