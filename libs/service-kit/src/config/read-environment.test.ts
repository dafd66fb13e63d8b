import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { ConfigurationError, readEnvironment } from './read-environment.ts';

const schema = z.object({
  SECRET: z.string().check(z.minLength(8, 'it must have at least 8 characters')),
  PORT: z._default(z.string(), '8001'),
});

test('an empty variable is one that is not set', () => {
  expect(readEnvironment(schema, { SECRET: 'long enough', PORT: '', OTHER: 'x' })).toEqual({
    SECRET: 'long enough',
    PORT: '8001',
  });
});

test.each([
  ['missing', {}, 'Configuration: SECRET is not set.'],
  ['wrong', { SECRET: 'hunter2' }, 'Configuration: SECRET is wrong: it must have at least 8 characters.'],
])('a %s variable is one line with its name and without its value', (_, environment, message) => {
  expect(() => readEnvironment(schema, environment)).toThrow(new ConfigurationError(message));
});
