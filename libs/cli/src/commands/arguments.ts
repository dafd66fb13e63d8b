import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type NamedDocument, configured, given } from '../config/load-config.ts';
import { isAddress } from '../document/read-source.ts';
import { Refusal } from '../document/refusal.ts';
import type { InitAnswers } from '../init/init-answers.ts';
import { readDocumentOptions } from './document-options.ts';

const OPTIONS = {
  out: { type: 'string' },
  config: { type: 'string' },
  only: { type: 'string' },
  zod: { type: 'string' },
  'import-extension': { type: 'string' },
  'unresolved-references': { type: 'string' },
  header: { type: 'string', multiple: true },
  wait: { type: 'string' },
  timeout: { type: 'string' },
  against: { type: 'string' },
  changes: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  json: { type: 'boolean' },
  verbose: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

interface Common {
  /** How long to keep trying an address that does not answer yet. */
  waitMs: number;
  /** How long an address may take to send all of the document. */
  timeoutMs: number;
  verbose: boolean;
  json: boolean;
}

export interface DocumentsCommand extends Common {
  name: 'sync' | 'check' | 'watch';
  documents: NamedDocument[];
  /** Whether documents of the configuration are left out. */
  isPartial: boolean;
}

export interface ExplainCommand extends Common {
  name: 'explain';
  /** As it was typed. */
  pointer: string;
  documents: NamedDocument[];
}

export interface InitCommand extends Common {
  name: 'init';
  /** What the command line says already. */
  answers: Partial<InitAnswers>;
  asksNothing: boolean;
}

export type Command = { name: 'help' } | DocumentsCommand | ExplainCommand | InitCommand;

const NAMES = ['init', 'sync', 'check', 'watch', 'explain'] as const;

export type Values = ReturnType<typeof parse>['values'];

/** @throws {Refusal} for a command line that makes no sense. */
export async function readCommand(args: string[], folder: string): Promise<Command> {
  const { values, positionals } = parse(args);
  const [given, ...rest] = positionals;
  if (values.help === true || given === undefined) return { name: 'help' };
  const name = NAMES.find((candidate) => candidate === given);
  if (name === undefined)
    throw new Refusal(`There is no command "${given}": use ${NAMES.join(', ')} (--help tells more).`);
  refuseStrayOptions(name, values);
  const common: Common = {
    waitMs: milliseconds('--wait', values.wait, 10),
    timeoutMs: milliseconds('--timeout', values.timeout, 30),
    verbose: values.verbose === true,
    json: values.json === true,
  };
  if (name === 'init') {
    const [source] = atMost(1, rest);
    return { ...common, name, answers: initAnswers(source, values), asksNothing: values.yes === true };
  }
  if (name === 'explain') {
    const [pointer, source] = atMost(2, rest);
    if (pointer === undefined)
      throw new Refusal("Say what to explain, as a JSON pointer: throughline explain '#/components/schemas/Task'.");
    return { ...common, name, pointer, documents: await documentsOf(source, { out: '.', ...values }, folder) };
  }
  const [source] = atMost(1, rest);
  const documents = await documentsOf(source, values, folder);
  return {
    ...common,
    name,
    documents: withCheckOptions(documents, values, folder),
    isPartial: values.only !== undefined,
  };
}

function atMost(count: number, rest: string[]): string[] {
  if (rest.length > count)
    throw new Refusal(
      `One source at a time: "${rest.slice(count).join(' ')}" is too much. Several documents go into throughline.config.ts.`,
    );
  return rest;
}

function refuseStrayOptions(name: (typeof NAMES)[number], values: Values): void {
  if (values.json === true && (name === 'watch' || name === 'init'))
    throw new Refusal('--json goes with sync, check and explain.');
  if (values.yes === true && name !== 'init') throw new Refusal('--yes goes with init.');
  if (name !== 'check' && (values.against !== undefined || values.changes !== undefined))
    throw new Refusal('--against and --changes go with check.');
}

async function documentsOf(source: string | undefined, values: Values, folder: string): Promise<NamedDocument[]> {
  if (source !== undefined) return [given(source, values.out ?? null, readDocumentOptions(values), folder)];
  if (values.out !== undefined && values.out !== '.')
    throw new Refusal('--out goes with a source: throughline sync <file or address> --out <folder>.');
  return configured({ file: values.config ?? null, only: values.only ?? null }, folder);
}

function initAnswers(source: string | undefined, values: Values): Partial<InitAnswers> {
  const { zod, importExtension } = readDocumentOptions(values);
  return {
    ...(source === undefined ? {} : { source }),
    ...(values.out === undefined ? {} : { out: values.out }),
    ...(zod === undefined ? {} : { zod }),
    ...(importExtension === undefined ? {} : { importExtension }),
  };
}

/** What the command line says goes before what the configuration says. */
function withCheckOptions(documents: NamedDocument[], { against, changes }: Values, folder: string): NamedDocument[] {
  if (against !== undefined && documents.length > 1)
    throw new Refusal(
      '--against is about one document: choose it with --only, or give each its own in the configuration.',
    );
  return documents.map((document) => ({
    ...document,
    ...(against === undefined ? {} : { against: isAddress(against) ? against : resolve(folder, against) }),
    ...(changes === undefined ? {} : { changes: { file: resolve(folder, changes), isOptional: false } }),
  }));
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function milliseconds(option: string, text: string | undefined, usual: number): number {
  const seconds = Number(text ?? usual);
  if (!Number.isFinite(seconds) || seconds < 0) throw new Refusal(`${option} is a number of seconds, not "${text}".`);
  return seconds * 1000;
}
