import { relative } from 'node:path';
import type { NamedDocument } from '../config/load-config.ts';
import { canonicalPointer } from '../document/json-pointer.ts';
import type { OpenApiDocument } from '../document/open-api-document.ts';
import { parseDocument } from '../document/parse-document.ts';
import { readSource } from '../document/read-source.ts';
import { Refusal } from '../document/refusal.ts';
import { explainPointer, investigate } from '../explain/explain-pointer.ts';
import type { Explanation } from '../explain/explanation.ts';
import { nearestNames, nearestPointers } from '../explain/nearest-pointers.ts';
import type { ExplainCommand } from './arguments.ts';
import type { CommandOptions } from './command-options.ts';
import { describeExplanation } from './describe-explanation.ts';

/** What `explain --json` prints for each document that has the place. */
interface ExplainReport extends Explanation {
  name: string;
  out: string;
}

/**
 * Tells what became of one place of each document that has it, and why. Changes nothing.
 * @returns the exit code: 0.
 * @throws {Refusal} when no document has such a place.
 */
export async function explain(
  { pointer: typed, documents }: Pick<ExplainCommand, 'pointer' | 'documents'>,
  options: CommandOptions,
): Promise<number> {
  const read: { named: NamedDocument; document: OpenApiDocument }[] = [];
  for (const named of documents) read.push({ named, document: await readDocument(named, options) });
  const pointer = pointerOf(typed);
  const having = pointer === null ? [] : read.filter(({ document }) => document.at(pointer) !== undefined);
  if (pointer === null || having.length === 0) {
    const nearest = read.flatMap(({ document }) =>
      pointer === null ? nearestNames(document, typed) : nearestPointers(document, pointer),
    );
    throw new Refusal(
      `${pointer === null ? `"${typed}" is no JSON pointer` : `There is no ${pointer} in ${documents.map(({ name }) => name).join(', ')}`}${nearest.length === 0 ? '' : `: did you mean ${[...new Set(nearest)].join(' or ')}?`}`,
    );
  }
  const reports = having.map(({ named, document }): ExplainReport => {
    options.progress(`Generating ${named.name}`);
    const { zod = 'mini', importExtension = '.js', formats = {} } = named;
    const investigation = investigate(document, formats, { zod, importExtension });
    return {
      name: named.name,
      out: relative(options.folder, named.out) || '.',
      ...explainPointer(pointer, investigation, formats),
    };
  });
  if (options.json) options.print(JSON.stringify({ command: 'explain', documents: reports }));
  else for (const report of reports) for (const line of describeExplanation(report, options)) options.print(line);
  return 0;
}

async function readDocument(
  { source, headers }: NamedDocument,
  { waitMs, timeoutMs, progress }: CommandOptions,
): Promise<OpenApiDocument> {
  progress(`Reading ${source}`);
  const text = await readSource(source, { waitMs, timeoutMs, ...(headers === undefined ? {} : { headers }) });
  return parseDocument(text, source);
}

/** With or without the `#` that a shell makes hard to type; null for what is no pointer (RFC 6901). */
function pointerOf(typed: string): string | null {
  if (typed === '#' || typed.startsWith('#/')) return canonicalPointer(typed);
  return typed.startsWith('/') ? canonicalPointer(`#${typed}`) : null;
}
