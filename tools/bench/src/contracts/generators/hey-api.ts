import { join } from 'node:path';
import { peersModules } from '../peers.ts';
import { clientOfFunctions } from './client-of-functions.ts';
import { exportedName, exportedNames } from './exported-names.ts';
import type { Generator } from './generator.ts';

export const heyApi: Generator = {
  name: '@hey-api/openapi-ts',
  form: 'types, fetch client, zod/mini',
  config: (input, path) => ({
    name: 'hey-api.config.mjs',
    text: `export default ${JSON.stringify({
      input,
      output: { path },
      plugins: [
        '@hey-api/typescript',
        '@hey-api/client-fetch',
        '@hey-api/sdk',
        { name: 'zod', compatibilityVersion: 'mini' },
      ],
    })};\n`,
  }),
  args: () => [join(peersModules, '@hey-api/openapi-ts/bin/run.js'), '--file', 'hey-api.config.mjs'],
  client: (operations, out) => {
    const functions = [...exportedNames(out)].filter(([, { module }]) => module === './sdk.gen');
    return clientOfFunctions(operations, new Map(functions), '.data');
  },
  page: ({ id }, out) => {
    const { name, module } = exportedName(exportedNames(out), `z${id}Response`);
    return `export { ${name} as schema } from '${module}';\n`;
  },
};
