import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FILE_NAMES } from '../config/load-config.ts';
import { isJsonObject, objectMember } from '../document/json.ts';
import { Refusal } from '../document/refusal.ts';
import { findDefaults } from '../init/find-defaults.ts';
import type { InitAnswers } from '../init/init-answers.ts';
import { printConfig } from '../init/print-config.ts';
import type { Ask } from '../terminal/streams.ts';
import type { InitCommand } from './arguments.ts';
import type { CommandOptions } from './command-options.ts';

const [CONFIG_FILE = 'throughline.config.ts'] = FILE_NAMES;

/**
 * Writes a configuration with comments, from the command line, from what is found around, and from what a person answers.
 * @param ask null where nobody can answer.
 * @returns the exit code: 0.
 * @throws {Refusal} when there is one already, or an answer is missing.
 */
export async function init(
  { answers, asksNothing }: Pick<InitCommand, 'answers' | 'asksNothing'>,
  ask: Ask | null,
  { folder, print, paint, progress }: CommandOptions,
): Promise<number> {
  const present = FILE_NAMES.find((name) => existsSync(join(folder, name)));
  if (present !== undefined)
    throw new Refusal(`There is a ${present} already: edit it, or move it away; "throughline sync" uses it as it is.`);
  if (ask === null && !asksNothing)
    throw new Refusal(
      'Nobody can answer here, for this is not a terminal: give the answers, throughline init <file or address> --out <folder> --yes.',
    );
  progress('Looking around');
  const { source, reasons, ...defaults } = await findDefaults(folder);
  progress(null);
  for (const reason of answers.source === undefined ? reasons : []) print(paint('quiet', reason));
  const known: Partial<InitAnswers> = { ...defaults, ...(source === null ? {} : { source }), ...answers };
  const complete = asksNothing || ask === null ? known : await askFor(known, answers, ask);
  const { source: chosen, out = 'api', zod = 'mini', importExtension = '.js' } = complete;
  if (chosen === undefined || chosen === '')
    throw new Refusal('No document was found: say where it is, throughline init <file or address> --yes.');
  await write(join(folder, CONFIG_FILE), printConfig({ source: chosen, out, zod, importExtension }));
  print(`${paint('good', 'wrote')} ${CONFIG_FILE}`);
  if (!(await hasZod(folder))) print('next: npm install zod, which the generated code imports');
  print('next: npx throughline sync');
  return 0;
}

/** Asks what the command line has not said; an empty answer takes what is known. */
async function askFor(
  known: Partial<InitAnswers>,
  answers: Partial<InitAnswers>,
  ask: Ask,
): Promise<Partial<InitAnswers>> {
  const result = { ...known };
  if (answers.source === undefined)
    result.source = await ask('Where is the OpenAPI document, a file or an address?', known.source ?? null);
  if (answers.out === undefined) result.out = await ask('Which folder is the code for?', known.out ?? null);
  if (answers.zod === undefined) {
    const zod = await ask('Which zod, mini (small in pages) or classic?', known.zod ?? null);
    if (zod !== 'mini' && zod !== 'classic')
      throw new Refusal(`zod is mini or classic, not "${zod}"; nothing was written.`);
    result.zod = zod;
  }
  return result;
}

/** Only where there is still none: `wx` fails on a file that came in the meantime. */
async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Refusal(`${path} cannot be written (${code}): choose a folder that you may write to.`, { cause: error });
  }
}

async function hasZod(folder: string): Promise<boolean> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    return isJsonObject(manifest) && Object.hasOwn(objectMember(manifest, 'dependencies'), 'zod');
  } catch {
    // Not there, or not readable: then the reminder does no harm.
    return false;
  }
}
