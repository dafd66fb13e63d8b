import { expect, test } from 'vitest';
import { initials } from './initials.ts';

test.each([
  ['Asha Rao', 'AR'],
  ['Asha van der Berg', 'AB'],
  ['demo-developer', 'DD'],
  ['demo', 'D'],
  ['élan ångström', 'ÉÅ'],
  ['𝒳avier 𝒴', '𝒳𝒴'],
  ['   ', ''],
  ['', ''],
])('the initials of "%s" are "%s"', (name, expected) => {
  expect(initials(name)).toBe(expected);
});
