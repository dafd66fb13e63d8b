import type { GenerateOptions } from '../generate.ts';

export interface DocumentConfig extends GenerateOptions {
  /** A file, relative to the configuration's own, or an http(s) address. */
  source: string;
  /** The folder for the generated code, relative to the configuration's file. */
  out: string;
  /** Headers to ask an address with, for one behind a sign-in. */
  headers?: Readonly<Record<string, string>>;
  /**
   * What becomes of a document in which a reference leads nowhere, to another document, to an anchor or to nothing but itself: it is
   * refused, or any value is accepted there and the place reported.
   * @default 'refuse'
   */
  unresolvedReferences?: 'refuse' | 'any';
  /** What `check` compares with: the `manifest.json`, or the document, of the last release; a file or an address. */
  against?: string;
  /**
   * The file in which breaking changes are announced.
   * @default 'throughline.changes.md'
   */
  changes?: string;
}

export interface ThroughlineConfig {
  /** Documents by a name of your choice. */
  documents: Readonly<Record<string, DocumentConfig>>;
}

/** Gives a configuration its type: `export default defineConfig({ documents: { api: { source: …, out: … } } })`. */
export function defineConfig(config: ThroughlineConfig): ThroughlineConfig {
  return config;
}
