import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DOCUMENTS, readTestDocument } from '../test-document.ts';
import { MUTATIONS } from './mutations.ts';
import { mutationPage, readResults } from './page.ts';
import { runMutation } from './run-mutation.ts';

/** The first bug of each kind; `nx run cli:mutation` plants all of them. */
const SELECTION = MUTATIONS.filter(({ kind }, index) => MUTATIONS.findIndex((other) => other.kind === kind) === index);

describe('a bug planted in the generator', { timeout: 120_000 }, () => {
  it.each(SELECTION)('of the kind "$kind" is caught', async (mutation) => {
    const { outcome } = await runMutation(mutation, DOCUMENTS.map(readTestDocument));
    expect(outcome).toBe('caught');
  });
});

it('all of them stand on the page of the docs with what noticed them, and nothing else does', () => {
  const page = readFileSync(new URL('../../../../../docs/planted-bugs.md', import.meta.url), 'utf8');
  const results = readResults(page, MUTATIONS);
  expect(MUTATIONS.filter((_mutation, index) => (results[index] ?? '') === '')).toEqual([]);
  expect(mutationPage(MUTATIONS.map((mutation, index) => ({ mutation, by: results[index] ?? '' })))).toBe(page);
});
