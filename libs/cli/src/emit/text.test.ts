import { runInThisContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../document/json.ts';
import { docComment, key, literal, quote } from './text.ts';

function evaluate(expression: string): unknown {
  return runInThisContext(`(${expression})`);
}

/** Any UTF-16 units, also halves of pairs. */
const anyText = fc.array(fc.nat(0xffff), { maxLength: 12 }).map((units) => String.fromCharCode(...units));

describe('text of the document in generated code', () => {
  it('comes back from a string literal as it was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(evaluate(quote(text))).toBe(text);
      }),
    );
  });

  it.each(["it's", 'a\\b', 'line\nbreak', '\u2028', '${x}', '`', '*/', '\ud800', '"'])('is escaped: %j', (text) => {
    expect(evaluate(quote(text))).toBe(text);
    expect(quote(text)).not.toMatch(/[\n\u2028]/);
  });

  it('comes back from any JSON literal as it was', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const value = JSON.parse(json) as JsonValue;
        expect(JSON.stringify(evaluate(literal(value)))).toBe(JSON.stringify(value));
      }),
    );
  });

  it('is an own member whatever its name', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.constantFrom('__proto__', 'constructor', 'class', '1', '-1', '')), (name) => {
        expect(Object.keys(evaluate(`{ ${key(name)}: 1 }`) as object)).toEqual([name]);
      }),
    );
  });

  it('cannot end a comment', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('*/', '/*', '\n', '\r', '\u2028', 'x', ' ', '*', '/')), (parts) => {
        expect(evaluate(`${docComment([parts.join('')])} 1`)).toBe(1);
      }),
    );
  });
});
