import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenApiDocument } from '@throughline/cli';
import { folderSize } from './folder-size.ts';
import type { Generator } from './generators/generator.ts';
import { isObject, type Json } from './json.ts';
import { listAnswer } from './list-answer.ts';
import { measureProcess, type Usage } from './measure-process.ts';
import { operationById, plainOperations, spread } from './operations.ts';
import { buildPage } from './page.ts';
import { peersModules } from './peers.ts';
import { referee } from './referee.ts';
import type { Result } from './result.ts';
import { prepareTypeCheck, typeCheck } from './type-check.ts';
import { validationSpeed } from './validation-speed.ts';

const calls = 25;
const limitMs = 180_000;
/** What takes longer than this is not repeated. */
const patienceMs = 30_000;

export interface Measurement {
  document: OpenApiDocument;
  path: string;
  listOperation: string;
  generators: readonly Generator[];
  /** How often everything is done, in turn. */
  rounds: number;
  /** The work folder; it has the peers' `node_modules`. */
  folder: string;
}

export interface Measured {
  results: Result[];
  /** ajv's compiled code, for the same answer. */
  ajvUs: number;
  syncUnchanged: Usage[];
}

export async function measureDocument({
  document,
  path,
  listOperation,
  generators,
  rounds,
  folder,
}: Measurement): Promise<Measured> {
  const results = generators.map((generator, index): Result => ({
    generator,
    // Of this document alone: what is imported from there is remembered by its path.
    out: join(folder, `${listOperation}-${index}`),
    generations: [],
    size: null,
    typeChecks: [],
    pageBytes: null,
    validationUs: null,
    faults: [],
  }));
  for (let round = 0; round < rounds; round += 1) {
    for (const result of results) await generateOnce(result, path, folder);
  }
  const syncUnchanged: Usage[] = [];
  const [ours] = results;
  // The first is not counted: the generators after ours took away what it had remembered.
  for (let run = 0; ours !== undefined && run <= rounds; run += 1) {
    const { generator, out } = ours;
    const usage = await measureProcess(generator.args(path, out), folder, limitMs);
    if (usage.exitCode !== 0) throw new Error(`sync fails: ${failure(usage)}`);
    if (run > 0) syncUnchanged.push(usage);
  }
  await checkTypes(results, document, rounds);
  const ajvUs = await validate(results, document, listOperation);
  for (const { out } of results) rmSync(out, { recursive: true, force: true });
  return { results, ajvUs, syncUnchanged };
}

/** From nothing: no output of an earlier round, and nothing remembered. */
async function generateOnce(result: Result, path: string, folder: string): Promise<void> {
  if (result.faults.length > 0 || isSlow(result.generations)) return;
  const { generator, out } = result;
  rmSync(out, { recursive: true, force: true });
  rmSync(join(peersModules, '.cache'), { recursive: true, force: true });
  mkdirSync(out);
  const config = generator.config?.(path, out);
  if (config !== undefined) writeFileSync(join(folder, config.name), config.text);
  const usage = await measureProcess(generator.args(path, out), folder, limitMs);
  result.size = folderSize(out);
  if (usage.exitCode === 0 && result.size.files > 0) result.generations.push(usage);
  else result.faults.push(`generating: ${failure(usage)}`);
}

async function checkTypes(results: readonly Result[], document: OpenApiDocument, rounds: number): Promise<void> {
  const operations = spread(plainOperations(document), calls);
  for (const result of results.filter(({ faults }) => faults.length === 0)) {
    await attempt(result, 'client', async () => {
      const { generator, out } = result;
      await prepareTypeCheck(generator, out, generator.client(operations, out));
    });
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const result of results.filter(({ faults, typeChecks }) => faults.length === 0 && !isSlow(typeChecks))) {
      const usage = await typeCheck(result.out, limitMs);
      if (usage.exitCode === null || (usage.exitCode !== 0 && usage.errors === 0)) {
        result.faults.push(`tsc: ${failure(usage)}`);
      } else result.typeChecks.push(usage);
    }
  }
  for (const { faults, typeChecks } of results) {
    const [first] = typeChecks;
    if (first !== undefined && first.errors > 0)
      faults.push(`tsc: ${first.errors} errors, first ${shortened(first.output)}`);
  }
}

/** @throws {Error} when ajv refuses the right answer, or accepts one with an object of the list gone */
async function validate(results: readonly Result[], document: OpenApiDocument, listOperation: string): Promise<number> {
  const operation = operationById(document, listOperation);
  const right = listAnswer(document, operation.answer);
  const wrong = withoutObject(right);
  const ajv = referee(document, operation.answer);
  if (!ajv(right)) throw new Error(`ajv refuses the answer that was made for ${listOperation}.`);
  if (ajv(wrong)) throw new Error(`ajv accepts a wrong answer to ${listOperation}.`);
  const validators = new Map<Result | 'ajv', (value: unknown) => boolean>([['ajv', ajv]]);
  for (const result of results.filter(({ faults }) => !faults.some((fault) => fault.startsWith('generating')))) {
    await attempt(result, 'page', async () => {
      const page = await buildPage(result.generator, operation, result.out);
      if (page === null) return;
      result.pageBytes = page.gzipBytes;
      if (!page.validate(right)) throw new Error('refuses an answer that ajv accepts');
      if (page.validate(wrong)) throw new Error('accepts an answer that ajv refuses');
      validators.set(result, page.validate);
    });
  }
  const speeds = validationSpeed(validators, right);
  for (const result of results) result.validationUs = speeds.get(result) ?? null;
  return speeds.get('ajv') ?? NaN;
}

/** The same answer with null for the last object of its list. */
function withoutObject(answer: Json): Json {
  if (Array.isArray(answer)) return [...answer.slice(0, -1), null];
  const entries = isObject(answer) ? Object.entries(answer) : [];
  const [name, list] = entries.find(([, member]) => Array.isArray(member)) ?? [];
  if (name === undefined || list === undefined) throw new Error('The answer has no list.');
  return { ...Object.fromEntries(entries), [name]: withoutObject(list) };
}

async function attempt(result: Result, part: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    result.faults.push(`${part}: ${shortened(error instanceof Error ? error.message : String(error))}`);
  }
}

function isSlow(usages: readonly Usage[]): boolean {
  return usages.some(({ wallMs }) => wallMs > patienceMs);
}

function failure({ exitCode, output }: Usage): string {
  return exitCode === null ? `stopped after ${limitMs / 1000} s` : `exit code ${exitCode}, ${shortened(output)}`;
}

function shortened(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return (lines.find((line) => /error|🛑|fail|refuse|not|export/i.test(line)) ?? lines.at(-1) ?? '').slice(0, 200);
}
