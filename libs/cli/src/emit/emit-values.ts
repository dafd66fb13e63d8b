import type { ContractModel } from '../model/contract-model.ts';
import { HEADER } from './emit-options.ts';
import { type SchemaNames, isEnumeration } from './naming.ts';
import { list, quote } from './text.ts';

/** `values.ts`: what the enumerations list, apart from zod, so that a page can offer a choice for the price of its texts; null when there are none. */
export function emitValues(model: ContractModel, names: SchemaNames): string | null {
  const constants = model.registry
    .list()
    .flatMap(({ pointer, node }) =>
      isEnumeration(node)
        ? model.forms.formsOf(pointer).map((direction) => {
            const name = `${names.stem(pointer, direction)}Values`;
            return `export const ${name} = ${list(node.values.map(quote))} as const;`;
          })
        : [],
    )
    .sort();
  return constants.length === 0 ? null : [HEADER, ...constants].join('\n\n') + '\n';
}
