import type { DocumentConfig } from '../config/config.ts';

/** What a new configuration needs to know. */
export interface InitAnswers {
  /** As it is to stand in the configuration. */
  source: string;
  out: string;
  zod: NonNullable<DocumentConfig['zod']>;
  importExtension: NonNullable<DocumentConfig['importExtension']>;
}
