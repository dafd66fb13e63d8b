import type { DocumentConfig } from '../config/config.ts';
import { Refusal } from '../document/refusal.ts';
import type { Values } from './arguments.ts';

/**
 * The options of one document, as the command line gives them.
 * @throws {Refusal} for a value that is none of the choices.
 */
export function readDocumentOptions(values: Values): Omit<DocumentConfig, 'source' | 'out'> {
  const options: Omit<DocumentConfig, 'source' | 'out'> = {};
  if (values.zod !== undefined) options.zod = oneOf('--zod', values.zod, ['mini', 'classic']);
  const extension = values['import-extension'];
  if (extension !== undefined) {
    const chosen = oneOf('--import-extension', extension, ['.js', '.ts', 'none']);
    options.importExtension = chosen === 'none' ? '' : chosen;
  }
  const unresolved = values['unresolved-references'];
  if (unresolved !== undefined)
    options.unresolvedReferences = oneOf('--unresolved-references', unresolved, ['refuse', 'any']);
  if (values.header !== undefined) options.headers = Object.fromEntries(values.header.map(readHeader));
  return options;
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
