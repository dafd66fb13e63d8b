import { describe, expect, it } from 'vitest';
import { parsePattern, regularExpression } from './pattern.ts';

describe('patterns', () => {
  it.each([
    ['^[-a-zA-Z0-9_]+$', 'a-b', 'a b'],
    ['^[a-z]{2}\\-[a-z]$', 'ab-c', 'abxc'],
    ['^\\_\\"\\@$', '_"@', '_x@'],
    ['^[a\\-z]$', '-', 'b'],
    ['^.$', '😀', '😀😀'],
    ['^\\p{Lu}$', 'É', 'é'],
    ['^a/b$', 'a/b', 'a\\/b'],
  ])('of ECMAScript are kept: %s', (source, accepted, refused) => {
    const pattern = parsePattern(source) ?? expect.fail('not read');
    expect(regularExpression(pattern).test(accepted)).toBe(true);
    expect(regularExpression(pattern).test(refused)).toBe(false);
  });

  it.each(['^[a-z]+\\Z', '\\A[a-z]', '(?P<year>\\d+)', '(?i)abc', '[', '(a', '\\h'])(
    'of other dialects are refused, not read as something else: %s',
    (source) => {
      expect(parsePattern(source)).toBeNull();
    },
  );
});
