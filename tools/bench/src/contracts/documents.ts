import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFolder } from './env.ts';

export interface BenchDocument {
  name: string;
  path: string;
  /** The operation that answers with a list, for the page and for the speed of validation. */
  listOperation: string;
}

const corpus = [
  { file: 'authentik.yaml', listOperation: 'core_users_list' },
  { file: 'label-studio.yaml', listOperation: 'api_projects_list' },
  { file: 'stripe.yaml', listOperation: 'GetCustomers' },
];

/** Our own document always; when a folder of real ones is given, those that it has. @throws {Error} when it has none */
export function benchDocuments(): BenchDocument[] {
  const own = join(import.meta.dirname, '../../../../libs/contracts/openapi/backend.json');
  const documents = [{ name: 'backend (own)', path: own, listOperation: 'list_tasks' }];
  if (corpusFolder === undefined) return documents;
  for (const { file, listOperation } of corpus) {
    const path = join(corpusFolder, file);
    if (existsSync(path)) documents.push({ name: file.replace('.yaml', ''), path, listOperation });
  }
  if (documents.length === 1) {
    throw new Error(`THROUGHLINE_CORPUS has none of ${corpus.map(({ file }) => file).join(', ')}.`);
  }
  return documents;
}
