import fc from 'fast-check';
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

  it('mean what they meant before needless escapes were taken out', () => {
    const piece = fc.constantFrom(
      ...['a', 'z', '-', '\\-', '^', '\\^', '.', '\\.', '[', '[^', '\\[', ']', '\\]', '\\\\', '\\/', '/', '\\w', '\\d'],
      ...['\\_', '\\ ', '(?:', '\\(', ')', '|', '+', '\\+', '?', '{2}', '\\{', '$', '\\$', '\\b', '\\u0041', '😀'],
    );
    const text = fc.array(fc.constantFrom(...Array.from('az-^.[]\\/_ (){2}+$A😀bc')), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), text, (pieces, letters) => {
        const source = pieces.join('');
        const pattern = parsePattern(source);
        const before = expression(source);
        if (before === null || pattern === null) return;
        expect(regularExpression(pattern).test(letters.join(''))).toBe(before.test(letters.join('')));
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    ['^(\\w|\\w[\\w.\\-]*\\w)$', '^(\\w|\\w[\\w.-]*\\w)$'],
    ['[\\-a]', '[-a]'],
    ['[a\\-z]', '[a\\-z]'],
    ['[\\.\\$\\[]\\.', '[.$[]\\.'],
    ['[^\\^\\-]', '[^\\^-]'],
    ['[\\]\\\\]', '[\\]\\\\]'],
  ])('are written as a linter would have them: %s', (source, expected) => {
    expect(parsePattern(source)).toEqual({ source: expected });
  });
});

function expression(source: string): RegExp | null {
  try {
    return new RegExp(source, 'u');
  } catch {
    // Not one that anyone could mean.
    return null;
  }
}
