import { createHash } from 'node:crypto';
import { isJsonObject, member, objectMember } from '../document/json.ts';
import { displayName } from '../emit/emit-schemas.ts';
import type { ContractModel } from '../model/contract-model.ts';

/** What was generated, by name with a fingerprint, so that the next run can tell what is new, changed and gone. */
export interface Manifest {
  operations: Map<string, string>;
  schemas: Map<string, string>;
  events: Map<string, string>;
  files: string[];
}

const GENERATOR = '@throughline/cli';

export function describeModel(model: ContractModel, files: Map<string, string>): string {
  const operations = model.operations.map((operation): [string, string] => [
    `${operation.method} ${operation.path}`,
    fingerprint({ ...operation, pointer: '' }),
  ]);
  const schemas = model.registry
    .list()
    .map(({ pointer, node }): [string, string] => [displayName(pointer), fingerprint(node)]);
  const events = model.events.map((event): [string, string] => [event.name, fingerprint(event)]);
  const manifest = {
    generator: GENERATOR,
    files: [...files.keys()],
    operations: Object.fromEntries(operations),
    schemas: Object.fromEntries(schemas),
    events: Object.fromEntries(events),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Null when the text is no manifest of this generator. */
export function readManifest(text: string): Manifest | null {
  const value = parseJson(text);
  if (!isJsonObject(value) || member(value, 'generator') !== GENERATOR) return null;
  const files = member(value, 'files');
  const table = (name: string): Map<string, string> =>
    new Map(
      Object.entries(objectMember(value, name)).flatMap(([key, hash]) =>
        typeof hash === 'string' ? [[key, hash]] : [],
      ),
    );
  return {
    operations: table('operations'),
    schemas: table('schemas'),
    events: table('events'),
    files: Array.isArray(files) ? files.filter((file) => typeof file === 'string') : [],
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Damaged, by a merge for example: then nothing is known of the last run.
    return null;
  }
}

function fingerprint(value: object): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);
}
