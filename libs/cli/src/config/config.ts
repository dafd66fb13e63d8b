import type { GenerateOptions } from '../generate.ts';

export interface DocumentConfig extends GenerateOptions {
  /** A file, relative to the configuration's own, or an http(s) address. */
  source: string;
  /** The folder for the generated code, relative to the configuration's file. */
  out: string;
  /** Headers to ask an address with, for one behind a sign-in. */
  headers?: Readonly<Record<string, string>>;
}

export interface ThroughlineConfig {
  /** Documents by a name of your choice. */
  documents: Readonly<Record<string, DocumentConfig>>;
}

/** Gives a configuration its type: `export default defineConfig({ documents: { api: { source: …, out: … } } })`. */
export function defineConfig(config: ThroughlineConfig): ThroughlineConfig {
  return config;
}
