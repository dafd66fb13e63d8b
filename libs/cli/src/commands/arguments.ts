import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type NamedDocument, loadConfig } from '../config/load-config.ts';
import { isAddress } from '../document/read-source.ts';
import { Refusal } from '../document/refusal.ts';

export const USAGE = `throughline: TypeScript from an OpenAPI document

  throughline sync                             bring the generated code of throughline.config.ts up to date
  throughline sync <file or address> --out <folder>
  throughline check                            is the generated code what the documents give? (exit code 1: no)

  --config <file>        another configuration
  --only <name>          one document of the configuration
  --zod mini|classic     import zod/mini (usual) or zod
  --import-extension .js|.ts|none
  --header "Name: text"  ask an address with this header; may be repeated
  --wait <seconds>       keep trying an address that does not answer yet (usual: 10)
  --verbose              list everything that is not expressed

Exit codes: 0 done, 1 drift found by check, 2 refused (nothing was changed), 3 a fault of this program.`;

const OPTIONS = {
  out: { type: 'string' },
  config: { type: 'string' },
  only: { type: 'string' },
  zod: { type: 'string' },
  'import-extension': { type: 'string' },
  header: { type: 'string', multiple: true },
  wait: { type: 'string' },
  verbose: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export type Command =
  { name: 'help' } | { name: 'sync' | 'check'; documents: NamedDocument[]; waitMs: number; verbose: boolean };

/** @throws {Refusal} for a command line that makes no sense. */
export async function readCommand(args: string[], folder: string): Promise<Command> {
  const { values, positionals } = parse(args);
  const [name, source, ...rest] = positionals;
  if (values.help === true || name === undefined) return { name: 'help' };
  if (name !== 'sync' && name !== 'check')
    throw new Refusal(`There is no command "${name}": use sync or check (--help tells more).`);
  if (rest.length > 0)
    throw new Refusal(
      `One source at a time: "${rest.join(' ')}" is too much. Several documents go into throughline.config.ts.`,
    );
  const documents = source === undefined ? await configured(values, folder) : [given(source, values, folder)];
  return { name, documents, waitMs: waitMs(values.wait), verbose: values.verbose === true };
}

type Values = ReturnType<typeof parse>['values'];

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

async function configured(values: Values, folder: string): Promise<NamedDocument[]> {
  if (values.out !== undefined)
    throw new Refusal('--out goes with a source: throughline sync <file or address> --out <folder>.');
  const documents = await loadConfig(values.config ?? null, folder);
  if (values.only === undefined) return documents;
  const chosen = documents.filter((document) => document.name === values.only);
  if (chosen.length === 0)
    throw new Refusal(
      `The configuration has no document "${values.only}"; it has ${documents.map(({ name }) => name).join(', ')}.`,
    );
  return chosen;
}

function given(source: string, values: Values, folder: string): NamedDocument {
  if (values.out === undefined) throw new Refusal('Say where the code goes: --out <folder>.');
  const document: NamedDocument = {
    name: source,
    source: isAddress(source) ? source : resolve(folder, source),
    out: resolve(folder, values.out),
  };
  if (values.zod !== undefined) document.zod = oneOf('--zod', values.zod, ['mini', 'classic']);
  const extension = values['import-extension'];
  if (extension !== undefined) {
    const chosen = oneOf('--import-extension', extension, ['.js', '.ts', 'none']);
    document.importExtension = chosen === 'none' ? '' : chosen;
  }
  if (values.header !== undefined) document.headers = Object.fromEntries(values.header.map(readHeader));
  return document;
}

function oneOf<const Choice extends string>(option: string, value: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) throw new Refusal(`${option} is ${choices.join(' or ')}, not "${value}".`);
  return choice;
}

function readHeader(text: string): [string, string] {
  const [, name, value] = /^([!#$%&'*+\-.^_`|~\w]+):\s*(.*)$/.exec(text) ?? [];
  // The header may be a secret: it is not repeated.
  if (name === undefined || value === undefined)
    throw new Refusal('--header is a name, a colon and a text: --header "Authorization: Bearer …".');
  return [name, value];
}

function waitMs(text: string | undefined): number {
  const seconds = Number(text ?? 10);
  if (!Number.isFinite(seconds) || seconds < 0) throw new Refusal(`--wait is a number of seconds, not "${text}".`);
  return seconds * 1000;
}
