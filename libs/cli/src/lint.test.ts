import js from '@eslint/js';
import { ESLint } from 'eslint';
import typescript from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { generate } from './generate.ts';
import { DOCUMENTS, documentOf, readTestDocument } from './testing/test-document.ts';

/** What most projects ask of their code: nothing generated is to need an exception. */
const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [
    js.configs.recommended,
    ...typescript.configs.strict.map((config) => ({ ...config, files: ['**/*.ts'] })),
    { linterOptions: { reportUnusedDisableDirectives: 'error' as const } },
  ],
});

async function complaints(files: ReadonlyMap<string, string>): Promise<string[]> {
  const found: string[] = [];
  for (const [path, text] of files) {
    if (!path.endsWith('.ts')) continue;
    const [result] = await eslint.lintText(text, { filePath: path });
    for (const { line, ruleId, message } of result?.messages ?? []) found.push(`${path}:${line} ${ruleId}: ${message}`);
  }
  return found;
}

describe('the usual lint rules', { timeout: 60_000 }, () => {
  it.each(DOCUMENTS.flatMap((name) => (['mini', 'classic'] as const).map((zod) => [name, zod] as const)))(
    'have nothing to say of %s for zod %s',
    async (name, zod) => {
      expect(await complaints(generate(readTestDocument(name), { zod }).files)).toEqual([]);
    },
  );

  it('have nothing to say of texts that people typeset or escaped too much', async () => {
    const description = ['\u00a0', '\u200b', '\ufeff', '\u3000', '\f'].map((space) => `50${space}MB`).join(' ');
    const patterns = ['[\\w.\\-]', '\\-\\"', '[\\$\\.\\/]', 'a/b'];
    const schemas = patterns.map((pattern, index) => [`It${index}`, { type: 'string', pattern, description }] as const);
    expect(await complaints(generate(documentOf(Object.fromEntries(schemas))).files)).toEqual([]);
  });

  it('are in force', async () => {
    const found = await complaints(new Map([['bad.ts', 'export const bad: any = /[\\-a]/;\nvar unused = 1;\n']]));
    expect(found.map((line) => line.split(' ')[1])).toEqual(
      expect.arrayContaining(['@typescript-eslint/no-explicit-any:', 'no-var:', 'no-useless-escape:']),
    );
  });
});
