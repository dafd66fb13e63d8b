import type { ListedOperation } from '../operations.ts';
import { type Exported, exportedName } from './exported-names.ts';

/** A client of one function for each operation. @param read what is read of an awaited call, such as `.data` */
export function clientOfFunctions(
  operations: readonly ListedOperation[],
  names: ReadonlyMap<string, Exported>,
  read: string,
): string {
  const calls = operations.map(({ id }) => exportedName(names, id));
  const imports = calls.map(({ name, module }) => `import { ${name} } from '${module}';`);
  const members = calls.map(({ name }) => `  ${name}: (await ${name}())${read},`);
  return [...imports, 'export const answers = async () => ({', ...members, '});', ''].join('\n');
}
