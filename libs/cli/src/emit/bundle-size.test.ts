import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { generate } from '../generate.ts';
import { bundle } from '../testing/load-generated.ts';
import { documentOf, readTestDocument } from '../testing/test-document.ts';

const { files: tracker } = generate(readTestDocument('tracker'), { importExtension: '.ts' });

async function gzipBytes(files: ReadonlyMap<string, string>, entry: string): Promise<number> {
  return gzipSync(await bundle(files, entry, true), { level: 9 }).length;
}

describe('a page', () => {
  it('that lists the values of an enumeration carries them and nothing else', async () => {
    const { files } = generate(
      documentOf({
        Status: { type: 'string', enum: ['open', 'done'] },
        Colour: { type: 'string', enum: ['red', 'green'] },
        Task: { type: 'object', properties: { status: { $ref: '#/components/schemas/Status' } } },
      }),
      { importExtension: '.ts' },
    );
    for (const module of ['index.ts', 'values.ts']) {
      const page = `import { StatusValues } from 'generated/${module}'; console.log(StatusValues);`;
      const code = await bundle(files, page, true);
      expect(code.trim()).toMatch(/^var (\w)=\["open","done"\];console\.log\(\1\);$/);
    }
    expect(files.get('values.ts')).not.toContain('import');
  });

  it('that validates one answer stays within 8 KB, zod and the run time included', async () => {
    const page = `import { projectsList } from 'generated/operations/projects.ts';
console.log(projectsList.responses[200].safeParse({}).success);`;
    expect(await gzipBytes(tracker, page)).toBeLessThanOrEqual(8 * 1024);
  });

  it('that only has types of the contract carries no code', async () => {
    const page =
      "import type { Project } from 'generated/index.ts'; export const title = (project: Project) => project.title;";
    expect(await gzipBytes(tracker, page)).toBeLessThan(100);
  });
});
