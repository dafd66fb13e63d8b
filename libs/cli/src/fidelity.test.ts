import { describe, expect, it } from 'vitest';
import { generate } from './generate.ts';
import { buildModel } from './model/contract-model.ts';
import { type JudgeOptions, type Report, judge } from './testing/fidelity/judge.ts';
import type { Parser, Subject } from './testing/fidelity/subjects.ts';
import { loadGenerated } from './testing/load-generated.ts';
import { DOCUMENTS, readTestDocument } from './testing/test-document.ts';

type Name = (typeof DOCUMENTS)[number];

/** Constraints that no single change of a valid value can violate, with the reason. */
const OUT_OF_REACH: Readonly<Record<string, string>> = {
  '#/components/schemas/Unevaluated/anyOf/0 required d': 'the other branch of the union takes every object',
  '#/components/schemas/Unevaluated/anyOf/0/properties/d const ': 'the same',
  '#/components/schemas/AnyOfEverything/properties/x/anyOf/0 type ': 'the same',
  '#/components/schemas/Inherited/properties/__proto__ type ': 'ajv leaves a member of that name unchecked',
};

async function report(name: Name, zod: 'mini' | 'classic', options: JudgeOptions = {}): Promise<Report> {
  const document = readTestDocument(name);
  const module = await loadGenerated(generate(document, { zod, importExtension: '.ts' }).files);
  return judge(document, buildModel(document, {}), module, options);
}

describe.each(['mini', 'classic'] as const)('code for zod %s', { timeout: 120_000 }, (zod) => {
  it.each(DOCUMENTS)('accepts and refuses in %s what ajv does, and gives back what it was given', async (name) => {
    const { faults, valid, invalid, unreached, reported } = await report(name, zod);
    expect(faults).toEqual([]);
    expect(reported).toEqual([]);
    expect(Math.min(valid, invalid)).toBeGreaterThan(300);
    expect(unreached.filter((constraint) => !Object.hasOwn(OUT_OF_REACH, constraint))).toEqual([]);
  });
});

/** Generators that are wrong, and one that is right, as they would look to the judge. */
const CONTROLS: [string, (subject: Subject) => Parser | undefined, Report['faults'][number]['kind'] | null][] = [
  ['is the referee itself', (subject) => ({ safeParse: (value) => answer(isRight(subject, value), value) }), null],
  ['accepts everything', () => ({ safeParse: (value) => answer(true, value) }), 'accepts'],
  ['refuses everything', () => ({ safeParse: (value) => answer(false, value) }), 'refuses'],
  [
    'alters what it gives back',
    (subject) => ({ safeParse: (value) => answer(isRight(subject, value), [value]) }),
    'alters',
  ],
  [
    'throws',
    () => ({
      safeParse: () => {
        throw new Error('Planted');
      },
    }),
    'throws',
  ],
  ['is not there', () => undefined, 'missing'],
];

function isRight({ accepts, optional }: Subject, value: unknown): boolean {
  return value === undefined ? optional === true : accepts(value);
}

function answer(success: boolean, data: unknown): ReturnType<Parser['safeParse']> {
  return success ? { success, data } : { success };
}

describe('the judge', { timeout: 120_000 }, () => {
  it.each(CONTROLS)('sees code that %s for what it is', async (_name, replace, kind) => {
    const { faults, subjects, faulty } = await report('tracker', 'mini', { replace });
    expect(new Set(faults.map((fault) => fault.kind))).toEqual(new Set(kind === null ? [] : [kind]));
    expect(faulty.size).toBe(kind === null ? 0 : subjects);
  });
});
