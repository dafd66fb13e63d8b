import { basename, dirname, join } from 'node:path';
import { peersModules } from '../peers.ts';
import { clientOfFunctions } from './client-of-functions.ts';
import { exportedName, exportedNames } from './exported-names.ts';
import type { Generator } from './generator.ts';

export const kubb: Generator = {
  name: 'kubb',
  form: 'types, fetch client, zod/mini',
  // Its root is the folder that it runs in: with another one it writes everything twice.
  config: (path, out) => ({
    name: 'kubb.config.mjs',
    text: `import { defineConfig } from '@kubb/core';
import { pluginClient } from '@kubb/plugin-client';
import { pluginOas } from '@kubb/plugin-oas';
import { pluginTs } from '@kubb/plugin-ts';
import { pluginZod } from '@kubb/plugin-zod';
export default defineConfig({
  root: ${JSON.stringify(dirname(out))},
  input: { path: ${JSON.stringify(path)} },
  output: { path: './${basename(out)}', clean: false, format: false, lint: false },
  plugins: [
    pluginOas({ validate: false, generators: [] }),
    pluginTs({ output: { path: 'types' } }),
    pluginZod({ output: { path: 'zod' }, version: '4', mini: true }),
    pluginClient({ output: { path: 'clients' }, client: 'fetch', bundle: true }),
  ],
});
`,
  }),
  args: () => [join(peersModules, '@kubb/cli/bin/kubb.cjs'), 'generate', '--config', 'kubb.config.mjs'],
  client: (operations, out) => clientOfFunctions(operations, exportedNames(out, 'clients'), ''),
  page: ({ id }, out) => {
    const names = [`${id}QueryResponseSchema`, `${id}200Schema`];
    const { name, module } = exportedName(exportedNames(out, 'zod'), ...names);
    return `export { ${name} as schema } from '${module}';\n`;
  },
};
