import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportedName, exportedNames, plainName } from './exported-names.ts';
import type { Generator } from './generator.ts';

const libs = join(import.meta.dirname, '../../../../../libs');

/** @param bin the built command */
export function throughline(zod: 'mini' | 'classic', bin: string): Generator {
  return {
    name: 'throughline',
    form: zod === 'mini' ? 'zod/mini' : 'zod',
    args: (document, out) => [bin, 'sync', document, '--out', out, '--zod', zod],
    client: (operations, out) => {
      const routes = routesOf(readFileSync(join(out, 'contracts.ts'), 'utf8'));
      const calls = operations.map(({ id }) => {
        const route = routes.get(plainName(id));
        if (route === undefined) throw new Error(`contracts.ts has no ${id}`);
        return `  ${JSON.stringify(id)}: await api${route}(),`;
      });
      return [
        "import { createClient } from '@throughline/sdk';",
        "import { contracts } from './contracts.js';",
        "const api = createClient({ contract: contracts, baseUrl: 'http://localhost' });",
        'export const answers = async () => ({',
        ...calls,
        '});',
        '',
      ].join('\n');
    },
    page: ({ id }, out) => {
      const { name, module } = exportedName(exportedNames(out, 'operations'), id);
      return `import { ${name} } from '${module}.js';\nexport const schema = ${name}.responses[200];\n`;
    },
    // Its client is the SDK, from source: the type check has that to do besides.
    aliases: {
      '@throughline/sdk': join(libs, 'sdk/src/index.ts'),
      '@throughline/contracts/wire': join(libs, 'contracts/src/wire/index.ts'),
    },
  };
}

/** `.tag.operation` by the operation's name. */
function routesOf(contracts: string): Map<string, string> {
  const routes = new Map<string, string>();
  let tag = '';
  for (const line of contracts.split('\n')) {
    const [, indent = '', quoted, plain] = /^( {2}| {4})(?:'([^']+)'|([\w$]+)): /.exec(line) ?? [];
    const name = quoted ?? plain;
    if (name === undefined) continue;
    if (indent.length === 2) tag = name;
    else routes.set(plainName(name), `[${JSON.stringify(tag)}][${JSON.stringify(name)}]`);
  }
  return routes;
}
