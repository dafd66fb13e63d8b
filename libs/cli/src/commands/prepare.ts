import { SyncCache, cacheFolder } from '../cache/sync-cache.ts';
import { sha256 } from '../cache/sha256.ts';
import type { NamedDocument } from '../config/load-config.ts';
import { readSource } from '../document/read-source.ts';
import { Refusal } from '../document/refusal.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { refuseUnresolved } from './refuse-unresolved.ts';
import { type Difference, compareFolder, folderHolds } from '../output/output-folder.ts';

export interface Prepared {
  document: NamedDocument;
  /** Text by path; null when the folder holds what the same text gave before, so that nothing was generated. */
  files: ReadonlyMap<string, string> | null;
  diagnostics: Diagnostic[];
  eventTypes: string[];
  difference: Difference;
  /** Lets the next run know what this one found out; to be called once the files are written. */
  remember: () => Promise<void>;
}

export interface PrepareOptions {
  waitMs: number;
  timeoutMs: number;
  /** Whether the cache of a former run may spare generating. */
  useCache: boolean;
  progress: (text: string | null) => void;
  /** Where the text of a document comes from, if not from its source. */
  read?: (document: NamedDocument) => Promise<string>;
}

/**
 * Generates every document in memory and compares with the folders; nothing in them changes.
 * @throws {Refusal} for any of them that cannot be had, understood or placed.
 */
export async function prepare(documents: NamedDocument[], options: PrepareOptions): Promise<Prepared[]> {
  const prepared: Prepared[] = [];
  for (const document of documents) prepared.push(await prepareOne(document, options));
  refuseSharedEvents(prepared);
  return prepared;
}

async function prepareOne(document: NamedDocument, options: PrepareOptions): Promise<Prepared> {
  const { useCache, progress } = options;
  const text = await (options.read ?? ((source) => readText(source, options)))(document);
  const folder = useCache ? cacheFolder(document.out) : null;
  const cache = folder === null ? null : new SyncCache(folder, document.out, text, document);
  const known = (await cache?.read()) ?? null;
  if (known !== null && (await folderHolds(document.out, known.files))) {
    refuseUnresolved(document, known.diagnostics);
    const difference = { added: [], changed: [], removed: [], unchanged: known.files.size };
    return { ...known, document, files: null, difference, remember: () => Promise.resolve() };
  }
  progress(`Generating ${document.name}`);
  // Only now: the readers and the generator take longer to load than all of the above.
  const [{ parseDocument }, { generate }] = await Promise.all([
    import('../document/parse-document.ts'),
    import('../generate.ts'),
  ]);
  const { files, diagnostics, eventTypes } = generate(parseDocument(text, document.source), document);
  refuseUnresolved(document, diagnostics);
  const difference = await compareFolder(document.out, files);
  const remember = async (): Promise<void> => {
    const hashes = new Map([...files].map(([path, content]) => [path, sha256(content)]));
    await cache?.write({ files: hashes, diagnostics, eventTypes });
  };
  return { document, files, diagnostics, eventTypes, difference, remember };
}

function readText(
  { source, headers }: NamedDocument,
  { waitMs, timeoutMs, progress }: PrepareOptions,
): Promise<string> {
  progress(`Reading ${source}`);
  return readSource(source, { waitMs, timeoutMs, ...(headers === undefined ? {} : { headers }) });
}

/** An event type has one owner: a subscriber could not tell two of the same name apart. */
function refuseSharedEvents(prepared: Prepared[]): void {
  const owners = new Map<string, string>();
  for (const { document, eventTypes } of prepared) {
    for (const type of eventTypes) {
      const owner = owners.get(type);
      if (owner !== undefined)
        throw new Refusal(
          `The event type "${type}" is declared by both ${owner} and ${document.name}: rename one of them.`,
        );
      owners.set(type, document.name);
    }
  }
}
