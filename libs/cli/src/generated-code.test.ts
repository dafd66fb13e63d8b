import { describe, expect, it } from 'vitest';
import { generate } from './generate.ts';
import { bundle } from './testing/load-generated.ts';
import { DOCUMENTS, documentOf, readTestDocument } from './testing/test-document.ts';
import { inFolder, typeCheck, withProof } from './testing/type-check.ts';

const TS_REST_CONSUMER = `
import { type AppRouter, type ClientInferRequest, type ClientInferResponseBody, type ClientInferResponses, initClient, initContract } from '@ts-rest/core';
import { contracts, type Project, type ProjectRequest } from './tracker/index.ts';

type Equal<Left, Right> = (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false;
const holds = <_Fact extends true>(): void => undefined;

contracts satisfies AppRouter;
const client = initClient(initContract().router(contracts), { baseUrl: 'http://localhost' });

holds<Equal<ClientInferResponseBody<typeof contracts.projects.projectsRetrieve, 200>, Project>>();
holds<Equal<ClientInferRequest<typeof contracts.projects.projectsCreate>['body'], ProjectRequest>>();
holds<Equal<ClientInferRequest<typeof contracts.projects.projectsRetrieve>['params'], { id: string }>>();
holds<Equal<ClientInferResponses<typeof contracts.session.createSession, 200>['body'], { token: string }>>();

export async function titles(): Promise<string[]> {
  const answer = await client.projects.projectsList({ query: { page: 1, status: ['open', 'done'] } });
  return answer.status === 200 ? answer.body.results.map((project) => project.title) : [];
}
export const remove = () => client.projects.projectsDestroy({ params: { id: 'x' } });
// @ts-expect-error The page is a number.
export const wrongQuery = () => client.projects.projectsList({ query: { page: 'first' } });
// @ts-expect-error A budget is required.
export const wrongBody = () => client.projects.projectsCreate({ headers: { 'idempotency-key': 'x' }, body: { title: 'x' } });
`;

const EVENT_CONSUMER = `
import { type AnyEvent, type EventTypes, parseEvent } from './tracker/events.ts';

export function describe(event: AnyEvent): string {
  switch (event.type) {
    case 'project.imported':
      return event.data.tasks.toFixed();
    case 'task.created':
      return event.data.title;
    case 'task.moved':
      return event.data.after_id ?? event.data.status;
  }
}
export const created = (value: unknown): EventTypes['task.created'] | null => {
  const parsed = parseEvent(value);
  return parsed.status === 'event' && parsed.event.type === 'task.created' ? parsed.event : null;
};
`;

/** The compiler itself runs in these tests, on a machine that may be busy. */
const COMPILER = { timeout: 120_000 };

describe('generated code', COMPILER, () => {
  it.each(['mini', 'classic'] as const)(
    'type-checks under strict for zod %s, and every schema has the type that it is declared with',
    (zod) => {
      const files = new Map<string, string>();
      for (const name of DOCUMENTS) {
        const { files: generated } = generate(readTestDocument(name), { zod, importExtension: '.js' });
        for (const [path, text] of inFolder(name, withProof(generated))) files.set(path, text);
      }
      expect(typeCheck(files)).toEqual([]);
    },
  );

  it('is accepted by the types of ts-rest, which infer the declared types from it', () => {
    const { files } = generate(readTestDocument('tracker'), { importExtension: '.js' });
    const consumer = TS_REST_CONSUMER.replaceAll('/index.ts', '/index.js');
    expect(typeCheck(new Map([...inFolder('tracker', files), ['consumer.ts', consumer]]))).toEqual([]);
  });

  it('makes events a union that a switch over the type narrows', () => {
    const { files } = generate(readTestDocument('tracker'), { importExtension: '.js' });
    const consumer = EVENT_CONSUMER.replaceAll('/events.ts', '/events.js');
    expect(typeCheck(new Map([...inFolder('tracker', files), ['consumer.ts', consumer]]))).toEqual([]);
  });

  it('shows a renamed field as a type error where it was used', () => {
    const project = (field: string) =>
      generate(
        documentOf({
          Project: {
            type: 'object',
            required: ['id', field],
            properties: { id: { type: 'string' }, [field]: { type: 'string' } },
          },
        }),
      ).files;
    const page =
      "import type { Project } from './api/index.js';\nexport const heading = (project: Project): string => project.title;\n";
    expect(typeCheck(new Map([...inFolder('api', project('title')), ['page.ts', page]]))).toEqual([]);
    const [error, ...others] = typeCheck(new Map([...inFolder('api', project('headline')), ['page.ts', page]]));
    expect(error).toContain("page.ts: Property 'title' does not exist on type 'Project'");
    expect(others).toEqual([]);
  });

  it('leaves out of a bundle what is not used', async () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [
        `Thing${index}`,
        { type: 'object', properties: { [`marker${index}`]: { type: 'string', format: 'uri' } } },
      ]),
    );
    const { files } = generate(documentOf(schemas), { importExtension: '.ts' });
    const one = await bundle(
      files,
      "import { Thing7Schema } from 'generated/index.ts'; console.log(Thing7Schema);",
      true,
    );
    expect(one).toContain('marker7');
    expect(one).not.toContain('marker8');
    const none = await bundle(files, "import 'generated/index.ts';", true);
    expect(none.trim()).toBe('');
  });

  it('carries no run-time module that the document does not need', () => {
    const plain = generate(documentOf({ Name: { type: 'string' } })).files;
    expect([...plain.keys()].filter((path) => path.startsWith('runtime/'))).toEqual(['runtime/schema.ts']);
    const rich = generate(documentOf({ Name: { type: 'array', uniqueItems: true } })).files;
    expect([...rich.keys()].filter((path) => path.startsWith('runtime/'))).toEqual([
      'runtime/arrays.ts',
      'runtime/inside.ts',
      'runtime/items.ts',
      'runtime/schema.ts',
      'runtime/values.ts',
    ]);
  });
});
