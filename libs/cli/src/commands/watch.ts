import { setTimeout } from 'node:timers/promises';
import type { NamedDocument } from '../config/load-config.ts';
import type { SourceVersion } from '../document/fetch-version.ts';
import { readVersion } from '../document/read-source.ts';
import { Refusal } from '../document/refusal.ts';
import type { CommandOptions } from './command-options.ts';
import { sync } from './sync.ts';

const PAUSE_MS = 1000;

/**
 * Syncs, looks at the sources each second and syncs again whenever one of them says something else, until the signal. What is wrong
 * meanwhile, while the backend restarts for example, is told once.
 * @returns the exit code: 0.
 */
export async function watch(documents: NamedDocument[], options: CommandOptions, signal: AbortSignal): Promise<number> {
  const sources = new Sources(signal, options.timeoutMs);
  const isStopped = (): boolean => signal.aborted;
  let problem: string | null = null;
  /** Whether the text that was last seen is one that cannot be worked with: only another one makes it better. */
  let isRefused = false;
  let isFirst = true;
  while (!isStopped()) {
    try {
      if (await sources.look(documents)) {
        isRefused = true;
        await sync(documents, options, { read: (document) => sources.read(document), changedOnly: !isFirst });
        isRefused = false;
        isFirst = false;
      }
      if (problem !== null && !isRefused) {
        options.print(options.paint('good', 'in order again'));
        problem = null;
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (!isStopped() && problem !== error.message)
        options.print(`${options.paint('bad', 'waiting')}: ${error.message}`);
      problem = error.message;
    }
    options.progress(`Watching ${documents.map(({ source }) => source).join(', ')}`);
    await pause(signal);
  }
  return 0;
}

/** The sources of the documents as they were last seen. */
class Sources {
  readonly #versions = new Map<string, SourceVersion>();
  readonly #signal: AbortSignal;
  readonly #timeoutMs: number;
  #isNew = false;

  constructor(signal: AbortSignal, timeoutMs: number) {
    this.#signal = signal;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Whether any of them says something that no `read` has seen yet.
   * @throws {Refusal} for one that cannot be had.
   */
  async look(documents: NamedDocument[]): Promise<boolean> {
    for (const { name, source, headers } of documents) {
      const known = this.#versions.get(name) ?? null;
      const version = await readVersion(source, {
        waitMs: 0,
        timeoutMs: this.#timeoutMs,
        known,
        signal: this.#signal,
        ...(headers === undefined ? {} : { headers }),
      });
      if (version.text !== known?.text) this.#isNew = true;
      this.#versions.set(name, version);
    }
    return this.#isNew;
  }

  read({ name }: NamedDocument): Promise<string> {
    // Also when what was read is refused: the same text would be refused the same way.
    this.#isNew = false;
    return Promise.resolve(this.#versions.get(name)?.text ?? '');
  }
}

async function pause(signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(PAUSE_MS, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
