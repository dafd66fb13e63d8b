import type { NamedDocument } from '../config/load-config.ts';
import { parseDocument } from '../document/parse-document.ts';
import { readSource } from '../document/read-source.ts';
import { Refusal } from '../document/refusal.ts';
import { type Generated, generate } from '../generate.ts';
import { type Difference, compareFolder } from '../output/output-folder.ts';

export interface Prepared {
  document: NamedDocument;
  generated: Generated;
  difference: Difference;
}

/**
 * Generates every document in memory and compares with the folders; nothing on disk changes.
 * @throws {Refusal} for any of them that cannot be had, understood or placed.
 */
export async function prepare(documents: NamedDocument[], waitMs: number): Promise<Prepared[]> {
  const prepared: Prepared[] = [];
  for (const document of documents) {
    const text = await readSource(document.source, {
      waitMs,
      ...(document.headers === undefined ? {} : { headers: document.headers }),
    });
    const generated = generate(parseDocument(text, document.source), document);
    prepared.push({ document, generated, difference: await compareFolder(document.out, generated.files) });
  }
  refuseSharedEvents(prepared);
  return prepared;
}

/** An event type has one owner: a subscriber could not tell two of the same name apart. */
function refuseSharedEvents(prepared: Prepared[]): void {
  const owners = new Map<string, string>();
  for (const { document, generated } of prepared) {
    for (const type of generated.eventTypes) {
      const owner = owners.get(type);
      if (owner !== undefined)
        throw new Refusal(
          `The event type "${type}" is declared by both ${owner} and ${document.name}: rename one of them.`,
        );
      owners.set(type, document.name);
    }
  }
}
