import { join } from 'node:path';
import { peersModules } from '../peers.ts';
import type { Generator } from './generator.ts';

export const openapiTypescript: Generator = {
  name: 'openapi-typescript',
  form: 'types only',
  args: (document, out) => [
    join(peersModules, 'openapi-typescript/bin/cli.js'),
    document,
    '--output',
    join(out, 'schema.d.ts'),
  ],
  client: (operations) =>
    [
      "import createClient from 'openapi-fetch';",
      "import type { paths } from './schema.js';",
      "const client = createClient<paths>({ baseUrl: 'http://localhost' });",
      'export const answers = async () => ({',
      ...operations.map(({ id, path }) => `  ${JSON.stringify(id)}: (await client.GET('${path}', {})).data,`),
      '});',
      '',
    ].join('\n'),
};
