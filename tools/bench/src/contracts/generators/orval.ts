import { join } from 'node:path';
import { peersModules } from '../peers.ts';
import { clientOfFunctions } from './client-of-functions.ts';
import { type Exported, exportedName, exportedNames } from './exported-names.ts';
import type { Generator } from './generator.ts';

export const orval: Generator = {
  name: 'orval',
  form: 'types, fetch client, zod/mini',
  config: (target, out) => ({
    name: 'orval.config.mjs',
    text: `export default ${JSON.stringify({
      client: {
        input: { target },
        output: {
          target: join(out, 'client.ts'),
          schemas: join(out, 'model'),
          client: 'fetch',
          mode: 'tags-split',
        },
      },
      schemas: {
        input: { target },
        output: {
          target: join(out, 'zod.ts'),
          client: 'zod',
          mode: 'tags-split',
          fileExtension: '.zod.ts',
          override: { zod: { variant: 'mini', version: 4 } },
        },
      },
    })};\n`,
  }),
  args: () => [join(peersModules, 'orval/dist/bin/orval.mjs'), '--config', 'orval.config.mjs'],
  client: (operations, out) => clientOfFunctions(operations, modulesOf(out, false), '.data'),
  page: ({ id }, out) => {
    const { name, module } = exportedName(modulesOf(out, true), `${id}Response`, `${id}200Response`);
    return `export { ${name} as schema } from '${module}';\n`;
  },
};

function modulesOf(out: string, schemas: boolean): Map<string, Exported> {
  return new Map([...exportedNames(out)].filter(([, { module }]) => module.endsWith('.zod') === schemas));
}
