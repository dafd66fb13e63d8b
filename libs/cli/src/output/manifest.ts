import type { Contract } from '../contract/contract.ts';
import { type JsonObject, type JsonValue, isJsonObject, member } from '../document/json.ts';

const GENERATOR = '@throughline/cli';
/** Raised when the form of the contract's parts changes: another form is not compared with. */
const FORM = 2;
const PARTS = ['operations', 'schemas', 'events'] as const;

export interface Manifest {
  /** What the folder was generated from; null when it was written in another form. */
  contract: Contract | null;
}

/** The text of `manifest.json`: what was generated from which contract, one line for each part, so that a change is a line of a diff. */
export function printManifest(contract: Contract, files: readonly string[]): string {
  const lines = [
    `  "generator": ${JSON.stringify(GENERATOR)}`,
    `  "form": ${FORM}`,
    `  "files": ${list(
      '[',
      files.map((file) => JSON.stringify(file)),
      ']',
    )}`,
    ...PARTS.map((part) => {
      const entries = [...contract[part]].map(([name, entry]) => `${JSON.stringify(name)}: ${JSON.stringify(entry)}`);
      return `  ${JSON.stringify(part)}: ${list('{', entries, '}')}`;
    }),
  ];
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** Null when the text is no manifest of this generator. */
export function readManifest(text: string): Manifest | null {
  const value = parseJson(text);
  if (!isJsonObject(value) || member(value, 'generator') !== GENERATOR) return null;
  const [operations, schemas, events] = PARTS.map((part) => member(value, part));
  if (member(value, 'form') !== FORM || !isJsonObject(operations) || !isJsonObject(schemas) || !isJsonObject(events))
    return { contract: null };
  return {
    contract: {
      operations: objectsOf(operations),
      schemas: new Map<string, JsonValue>(Object.entries(schemas)),
      events: objectsOf(events),
    },
  };
}

function objectsOf(entries: JsonObject): Map<string, JsonObject> {
  return new Map(Object.entries(entries).flatMap(([name, entry]) => (isJsonObject(entry) ? [[name, entry]] : [])));
}

function list(open: string, entries: string[], close: string): string {
  return entries.length === 0 ? open + close : `${open}\n    ${entries.join(',\n    ')}\n  ${close}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Damaged, by a merge for example: then nothing is known of the last run.
    return null;
  }
}
