import ts from 'typescript';
import { expect, it } from 'vitest';
import { identifierPart, isIdentifier } from './identifiers.ts';

it('hold no letter that TypeScript does not know, whatever the engine’s version of Unicode', () => {
  const letters = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
  const unknown = letters.filter(
    (letter) =>
      (isIdentifier(letter) && !ts.isIdentifierStart(letter.charCodeAt(0), ts.ScriptTarget.ES2023)) ||
      (identifierPart(letter) !== '' && !ts.isIdentifierPart(letter.charCodeAt(0), ts.ScriptTarget.ES2023)),
  );
  expect(unknown.map((letter) => letter.charCodeAt(0).toString(16))).toEqual([]);
});

it.each([
  ['title', true],
  ['$ref', true],
  ['任务', true],
  ['e\u0301', true],
  ['2fa', false],
  ['a-b', false],
  ['𒾐', false],
  ['', false],
])('%j is one: %j', (text, expected) => {
  expect(isIdentifier(text)).toBe(expected);
});
