import type { ContractModel } from '../model/contract-model.ts';
import type { TagModule } from './emit-operations.ts';
import { type EmitOptions, HEADER } from './emit-options.ts';
import { block, key, literal, quote } from './text.ts';

/** `contracts.ts`: all operations, by tag. What needs only a few imports them from their tag's module. */
export function emitContracts(modules: TagModule[], options: EmitOptions): string {
  const imports = modules.map(
    ({ file, router }) => `import * as ${binding(router)} from './operations/${file}${options.importExtension}';`,
  );
  const routers = modules.map(
    ({ router, operations }) =>
      `${key(router)}: ${block(
        operations.map(({ name }) => `${name}: ${binding(router)}.${name}`),
        ',',
      )}`,
  );
  return (
    [
      HEADER,
      ...(imports.length === 0 ? [] : [imports.join('\n')]),
      `export const contracts = ${block(routers, ',')} as const;`,
    ].join('\n\n') + '\n'
  );
}

/** Behind the tag's name, so that it can be any. */
function binding(router: string): string {
  return `${router}Operations`;
}

/** @param paths the modules whose names it exports together */
export function emitIndex(model: ContractModel, paths: string[], options: EmitOptions): string {
  const files = paths.map((path) => path.replace(/\.ts$/, '')).sort();
  const api = [
    `title: ${quote(model.title)}`,
    `version: ${quote(model.version)}`,
    `servers: ${literal(model.servers)}`,
  ];
  return `${HEADER}

${files.map((file) => `export * from './${file}${options.importExtension}';`).join('\n')}

/** The document that this folder was generated from. */
export const api = ${block(api, ',')} as const;
`;
}
