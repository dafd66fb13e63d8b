import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSource } from '../document/read-source.ts';
import { parseDocument } from '../document/parse-document.ts';
import { Refusal } from '../document/refusal.ts';
import type { InitAnswers } from './init-answers.ts';

/** Where Django's development server shows the document of drf-spectacular, as its own guide puts it. */
export const USUAL_ADDRESS = 'http://localhost:8000/api/schema/';
const LOOK_MS = 1500;
const FILES = ['openapi', 'schema', 'swagger'].flatMap((name) =>
  ['json', 'yaml', 'yml'].map((extension) => `${name}.${extension}`),
);

export interface Defaults extends Omit<InitAnswers, 'source'> {
  /** Null when nothing was found. */
  source: string | null;
  /** How each of them was found, one sentence each. */
  reasons: string[];
}

/** Looks around in a folder, and at this machine's usual address, for what a person would most likely answer. */
export async function findDefaults(folder: string, address: string = USUAL_ADDRESS): Promise<Defaults> {
  const reasons: string[] = [];
  const compiler = await importExtension(folder);
  if (compiler !== '.js') reasons.push(`tsconfig.json asks for imports ending in "${compiler}".`);
  return {
    source: await findSource(folder, address, reasons),
    out: existsSync(join(folder, 'src')) ? 'src/api' : 'api',
    zod: 'mini',
    importExtension: compiler,
    reasons,
  };
}

async function findSource(folder: string, address: string, reasons: string[]): Promise<string | null> {
  if (await isDocument(address)) {
    reasons.push(`A server on this machine shows an OpenAPI document at ${address}.`);
    return address;
  }
  for (const name of FILES) {
    if (!existsSync(join(folder, name)) || !(await isDocument(join(folder, name)))) continue;
    reasons.push(`${name} is an OpenAPI document.`);
    return name;
  }
  const manage = ['.', '..', 'backend', '../backend'].find((place) => existsSync(join(folder, place, 'manage.py')));
  if (manage === undefined) return null;
  reasons.push(`There is a manage.py, so Django may show its document at ${address} once it runs.`);
  return address;
}

async function isDocument(source: string): Promise<boolean> {
  try {
    parseDocument(await readSource(source, { waitMs: 0, timeoutMs: LOOK_MS }), source);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** How the project's own modules import each other, as far as its `tsconfig.json` itself says. */
async function importExtension(folder: string): Promise<InitAnswers['importExtension']> {
  const path = join(folder, 'tsconfig.json');
  if (!existsSync(path)) return '.js';
  const text = (await readFile(path, 'utf8')).replace(/^\s*\/\/.*$/gm, '');
  if (/"(?:allowImportingTsExtensions|rewriteRelativeImportExtensions)"\s*:\s*true/.test(text)) return '.ts';
  return /"moduleResolution"\s*:\s*"bundler"/i.test(text) ? '' : '.js';
}
