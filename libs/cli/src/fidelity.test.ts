import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type JsonValue, isJsonObject, objectMember } from './document/json.ts';
import type { OpenApiDocument } from './document/open-api-document.ts';
import { generate } from './generate.ts';
import { SchemaNames } from './emit/naming.ts';
import { buildModel } from './model/contract-model.ts';
import type { Direction } from './model/forms.ts';
import { Instances } from './testing/instances.ts';
import { loadGenerated } from './testing/load-generated.ts';
import { Referee } from './testing/referee.ts';
import { DOCUMENTS, readTestDocument } from './testing/test-document.ts';

interface Parser {
  safeParse: (value: unknown) => { success: boolean; data?: unknown };
}

/** Values that ajv is not asked about, with the reason. */
const CONTESTED: Readonly<Record<string, { reason: string; concerns: (value: JsonValue) => boolean }>> = {
  Multiple: {
    reason: 'ajv divides in binary floating point and takes 4.35 for no multiple of 0.01, nor 1e300',
    concerns: (value) => typeof value === 'number' && (!Number.isInteger(value) || value > 1e15),
  },
  Inherited: {
    reason: 'ajv leaves a property "__proto__" unchecked',
    concerns: (value) => isJsonObject(value) && Object.hasOwn(value, '__proto__'),
  },
  Cover: {
    reason: 'it travels as multipart, where a picture is no text; the operations are tested with files',
    concerns: () => true,
  },
};

function isParser(value: unknown): value is Parser {
  return typeof value === 'object' && value !== null && 'safeParse' in value;
}

function freeze(value: JsonValue): JsonValue {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}

/** Every disagreement with ajv, and every output that is not the input, over all components and both directions. */
async function judge(
  document: OpenApiDocument,
  zod: 'mini' | 'classic',
): Promise<{ faults: string[]; valid: number; invalid: number; unprobed: string[] }> {
  const module = await loadGenerated(generate(document, { zod, importExtension: '.ts' }).files);
  const model = buildModel(document, {});
  const names = new SchemaNames(model);
  const components = objectMember(objectMember(document.root, 'components'), 'schemas');
  const result = { faults: new Array<string>(), valid: 0, invalid: 0, unprobed: new Array<string>() };
  for (const direction of ['request', 'response'] as const satisfies Direction[]) {
    const referee = new Referee(document, direction);
    for (const [component, schema] of Object.entries(components)) {
      const pointer = `#/components/schemas/${component}`;
      if (!model.forms.formsOf(pointer).includes(direction)) continue;
      const parser = module[`${names.stem(pointer, direction)}Schema`];
      if (!isParser(parser)) {
        result.faults.push(`${component} is not there as a ${direction}`);
        continue;
      }
      const accepts = referee.of(component);
      const seen = { valid: 0, invalid: 0 };
      for (const value of new Instances(document).of(schema)) {
        if (CONTESTED[component]?.concerns(value) === true) continue;
        const expected = accepts(value);
        const answer = parser.safeParse(freeze(value));
        seen[expected ? 'valid' : 'invalid'] += 1;
        if (answer.success !== expected)
          result.faults.push(
            `${component} (${direction}) ${expected ? 'refuses' : 'accepts'} ${JSON.stringify(value)}`,
          );
        else if (answer.success && !isDeepStrictEqual(answer.data, value))
          result.faults.push(
            `${component} (${direction}) alters ${JSON.stringify(value)} to ${JSON.stringify(answer.data)}`,
          );
      }
      result.valid += seen.valid;
      result.invalid += seen.invalid;
      if (seen.valid === 0 || seen.invalid === 0) result.unprobed.push(component);
    }
  }
  return result;
}

describe.each(['mini', 'classic'] as const)('schemas for zod %s', { timeout: 120_000 }, (zod) => {
  it.each(DOCUMENTS)('accept and refuse in %s what ajv does, and give back what they were given', async (name) => {
    const { faults, valid, invalid, unprobed } = await judge(readTestDocument(name), zod);
    expect(faults).toEqual([]);
    expect(Math.min(valid, invalid)).toBeGreaterThan(100);
    // These accept everything or nothing by what they say; any other component must have been seen to do both.
    expect(unprobed.filter((component) => !['Anything', 'Nothing', 'Free', 'Cover'].includes(component))).toEqual([]);
  });
});
