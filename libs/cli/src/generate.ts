import { describeContract } from './contract/describe-contract.ts';
import type { OpenApiDocument } from './document/open-api-document.ts';
import type { EmitOptions } from './emit/emit-options.ts';
import { emit } from './emit/emit.ts';
import { eventTypesOf } from './emit/emit-events.ts';
import { type ContractModel, buildModel } from './model/contract-model.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import type { FormatRules } from './model/formats.ts';
import { printManifest } from './output/manifest.ts';

export interface GenerateOptions {
  /**
   * Which zod the code imports; both validate alike.
   * @default 'mini'
   */
  zod?: EmitOptions['zod'];
  /**
   * The extension with which the modules import each other.
   * @default '.js'
   */
  importExtension?: EmitOptions['importExtension'];
  /** Exceptions to the strict formats, each with its reason. */
  formats?: FormatRules;
}

export interface Generated {
  /** Text by path in the output folder. */
  files: Map<string, string>;
  /** What the code does not express, by JSON pointer. */
  diagnostics: Diagnostic[];
  /** The types of the document's events. */
  eventTypes: string[];
}

/** Turns a document into the text of its modules. Reads and writes nothing; the same document gives the same bytes. */
export function generate(document: OpenApiDocument, options: GenerateOptions = {}): Generated {
  const emitOptions: EmitOptions = { zod: options.zod ?? 'mini', importExtension: options.importExtension ?? '.js' };
  const model: ContractModel = buildModel(document, options.formats ?? {});
  const files = emit(model, emitOptions);
  files.set('manifest.json', printManifest(describeContract(model), [...files.keys()]));
  return { files, diagnostics: model.diagnostics, eventTypes: eventTypesOf(model) };
}
