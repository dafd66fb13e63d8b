import type { ContractModel } from '../model/contract-model.ts';
import { emitContractType } from './emit-contract-type.ts';
import { emitErrors } from './emit-errors.ts';
import { emitEvents } from './emit-events.ts';
import { emitContracts, emitIndex } from './emit-index.ts';
import { emitOperations } from './emit-operations.ts';
import type { EmitOptions } from './emit-options.ts';
import { emitRuntime } from './emit-runtime.ts';
import { emitSchemas } from './emit-schemas.ts';
import { emitValues } from './emit-values.ts';
import { SchemaNames } from './naming.ts';

/** The text of every generated module, by its path in the output folder. */
export function emit(model: ContractModel, options: EmitOptions): Map<string, string> {
  const names = new SchemaNames(model);
  const schemas = emitSchemas(model, names, options);
  const events = emitEvents(model, names, options);
  const modules = emitOperations(model, names, options);
  const errors = emitErrors(model);
  const values = emitValues(model, names);
  const files = new Map<string, string>();
  if (model.registry.list().length > 0) files.set('schemas.ts', schemas.toString());
  if (values !== null) files.set('values.ts', values);
  if (events !== null) files.set('events.ts', events.toString());
  if (errors !== null) files.set('errors.ts', errors);
  for (const module of modules) files.set(`operations/${module.file}.ts`, module.text.toString());
  files.set('contract.ts', emitContractType(options));
  files.set('contracts.ts', emitContracts(modules, options));
  files.set('index.ts', emitIndex(model, [...files.keys()], options));
  const runtime = [schemas, ...(events === null ? [] : [events]), ...modules.map((module) => module.text)].flatMap(
    (text) => [...text.runtime],
  );
  for (const [path, text] of emitRuntime(new Set(runtime), options)) files.set(path, text);
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}
