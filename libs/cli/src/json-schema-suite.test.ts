import { readFileSync, readdirSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type JsonObject, type JsonValue, isJsonObject } from './document/json.ts';
import { type Generated, generate } from './generate.ts';
import { loadGenerated } from './testing/load-generated.ts';
import { documentOf } from './testing/test-document.ts';

interface Group {
  description: string;
  schema: JsonValue;
  tests: { description: string; data: JsonValue; valid: boolean }[];
}

interface Parser {
  safeParse: (value: unknown) => { success: boolean; data?: unknown };
}

const SUITE = new URL('../test-data/json-schema-test-suite/draft2020-12/', import.meta.url);
const FILES = ['', 'optional/', 'optional/format/'].flatMap((folder) =>
  readdirSync(new URL(folder, SUITE))
    .filter((name) => name.endsWith('.json'))
    .map((name) => folder + name),
);

/** Tests that OpenAPI answers otherwise. */
const CONTESTED = {
  ending: 'is only an annotation by default',
  reason: 'OpenAPI documents mean their formats, so they are checked (optional/format tests the same from that side)',
};

/** Keywords that name schemas by address; what they change is reported and not built. */
const ADDRESSED = /"\$(?:id|anchor|dynamicRef|dynamicAnchor|vocabulary)"|"\$ref":"(?!#)|"\$ref":"#[^/"]/;

interface Verdict {
  judged: number;
  contested: number;
  addressed: number;
  /** Wrong, in schemas of which nothing was reported. */
  silent: string[];
  /** Wrong, though nothing addresses a schema. */
  wrong: string[];
}

async function judge(file: string): Promise<Verdict> {
  const groups = JSON.parse(readFileSync(new URL(file, SUITE), 'utf8')) as Group[];
  const schemas = Object.fromEntries(
    groups.map(({ schema }, index) => [`G${index}`, asComponent(schema, `G${index}`)]),
  );
  const generated = generate(documentOf(schemas), { importExtension: '.ts' });
  const module = (await loadGenerated(generated.files)) as Record<string, Parser | undefined>;
  const verdict: Verdict = { judged: 0, contested: 0, addressed: 0, silent: [], wrong: [] };
  groups.forEach((group, index) => {
    const isAddressed = ADDRESSED.test(JSON.stringify(group.schema));
    for (const test of group.tests) {
      if (test.description.endsWith(CONTESTED.ending)) {
        verdict.contested += 1;
        continue;
      }
      verdict[isAddressed ? 'addressed' : 'judged'] += 1;
      if (isRight(module[`G${index}Schema`], test)) continue;
      const fault = `${file}: ${group.description}: ${test.description}`;
      if (!isReported(generated, `G${index}`)) verdict.silent.push(fault);
      if (!isAddressed) verdict.wrong.push(fault);
    }
  });
  return verdict;
}

function isRight(parser: Parser | undefined, { data, valid }: Group['tests'][number]): boolean {
  const answer = parser?.safeParse(structuredClone(data));
  return answer?.success === valid && (!valid || isDeepStrictEqual(answer.data, data));
}

function isReported({ diagnostics }: Generated, component: string): boolean {
  const pointer = `#/components/schemas/${component}`;
  return diagnostics.some((diagnostic) => `${diagnostic.pointer}/`.startsWith(`${pointer}/`));
}

/** The schema with its own root as the root of its references. */
function asComponent(schema: JsonValue, name: string): JsonValue {
  if (Array.isArray(schema)) return schema.map((part) => asComponent(part, name));
  if (!isJsonObject(schema)) return schema;
  const entries = Object.entries(schema).filter(([keyword]) => keyword !== '$schema');
  return Object.fromEntries(
    entries.map(([keyword, value]): [string, JsonObject[string]] => {
      if (keyword === 'enum' || keyword === 'const') return [keyword, value];
      const isOwn = keyword === '$ref' && typeof value === 'string' && /^#(?:\/|$)/.test(value);
      return [keyword, isOwn ? `#/components/schemas/${name}${value.slice(1)}` : asComponent(value, name)];
    }),
  );
}

describe('the JSON Schema test suite, draft 2020-12', { timeout: 120_000 }, () => {
  it('is answered rightly wherever no schema is named by its address, and never wrongly in silence', async () => {
    const verdicts: Verdict[] = [];
    for (const file of FILES) verdicts.push(await judge(file));
    expect(verdicts.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(verdicts.flatMap(({ silent }) => silent)).toEqual([]);
    const count = (part: 'judged' | 'contested' | 'addressed'): number =>
      verdicts.reduce((sum, verdict) => sum + verdict[part], 0);
    expect({ judged: count('judged'), contested: count('contested'), addressed: count('addressed') }).toEqual({
      judged: 2051,
      contested: 19,
      addressed: 155,
    });
  });
});
