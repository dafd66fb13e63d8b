/** The contract generator as a library: a parsed document in, the text of its modules out. Reading and writing files is the command's. */
export { type DocumentConfig, type ThroughlineConfig, defineConfig } from './config/config.ts';
export { OpenApiDocument } from './document/open-api-document.ts';
export { parseDocument } from './document/parse-document.ts';
export { Refusal } from './document/refusal.ts';
export { type GenerateOptions, type Generated, generate } from './generate.ts';
export type { Diagnostic } from './model/diagnostic.ts';
export type { FormatRule, FormatRules } from './model/formats.ts';
