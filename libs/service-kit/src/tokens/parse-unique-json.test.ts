import { expect, test } from 'vitest';
import { parseUniqueJson } from './parse-unique-json.ts';

test.each([
  '{}',
  '{"a":1,"b":{"a":1},"c":[{"a":1},{"a":2}]}',
  '{"a:b":"c:\\"d\\":e","\\\\":":"}',
  '{ "__proto__" : 1, "constructor": null }',
])('%s is read as it stands', (text) => {
  expect(parseUniqueJson(text)).toEqual(JSON.parse(text));
});

test.each([
  ['a name twice', '{"a":1,"a":2}'],
  ['a name twice, once escaped', '{"a":1,"\\u0061":2}'],
  ['a name twice below', '{"a":{"b":1,"b":1}}'],
  ['a name twice in a list', '{"a":[{"b":1,"b":1}]}'],
  ['a list', '[]'],
  ['a text', '"{}"'],
  ['null', 'null'],
  ['nothing', ''],
  ['a half', '{"a":'],
])('%s is refused', (_, text) => {
  expect(() => parseUniqueJson(text)).toThrow(SyntaxError);
});
