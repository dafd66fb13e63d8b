import { writeFileSync } from 'node:fs';
import { DOCUMENTS, readTestDocument } from '../test-document.ts';
import { writesPage } from './env.ts';
import { type Mutation, MUTATIONS } from './mutations.ts';
import { type CaughtMutation, mutationPage } from './page.ts';
import { runMutation } from './run-mutation.ts';

const PAGE = new URL('../../../../../docs/planted-bugs.md', import.meta.url);

/** Plants every bug of the list, one at a time, and prints what became of each kind; exit code 1 unless all were caught. */
const documents = DOCUMENTS.map(readTestDocument);
const counts = new Map<Mutation['kind'], number>();
const caught: CaughtMutation[] = [];
for (const mutation of MUTATIONS) {
  const result = await runMutation(mutation, documents);
  if (result.outcome === 'caught') {
    counts.set(mutation.kind, (counts.get(mutation.kind) ?? 0) + 1);
    caught.push({ mutation, by: result.by });
  } else console.log(`${result.outcome}: ${mutation.kind}, ${mutation.file}: ${mutation.find} → ${mutation.replace}`);
}
for (const [kind, count] of counts) console.log(`${kind.padEnd(16)} ${count} caught`);
console.log(`${MUTATIONS.length} planted, ${caught.length} caught`);
const areAllCaught = caught.length === MUTATIONS.length;
if (areAllCaught && writesPage) writeFileSync(PAGE, mutationPage(caught));
process.exitCode = areAllCaught ? 0 : 1;
