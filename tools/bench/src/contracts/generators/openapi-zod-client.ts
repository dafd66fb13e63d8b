import { join } from 'node:path';
import { peersModules } from '../peers.ts';
import type { Generator } from './generator.ts';

export const openapiZodClient: Generator = {
  name: 'openapi-zod-client',
  form: 'zodios client, zod 3',
  args: (document, out) => [
    join(peersModules, 'openapi-zod-client/bin.js'),
    document,
    '--output',
    join(out, 'client.gen.ts'),
    '--with-alias',
  ],
  client: (operations) =>
    [
      "import { api } from './client.gen';",
      'export const answers = async () => ({',
      ...operations.map(({ id }) => `  ${JSON.stringify(id)}: await api[${JSON.stringify(id)}](),`),
      '});',
      '',
    ].join('\n'),
  page: ({ id }) =>
    `import { api } from './client.gen';
export const schema = api.api.find(({ alias }) => alias === ${JSON.stringify(id)})!.response;
`,
  // It writes for zod 3, which zod 4 still carries.
  aliases: { zod: join(peersModules, 'zod/v3') },
};
