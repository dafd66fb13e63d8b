import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from '../../document/parse-document.ts';
import { generate } from '../../generate.ts';
import { buildModel } from '../../model/contract-model.ts';
import { judge } from '../fidelity/judge.ts';
import { loadGenerated } from '../load-generated.ts';
import { inFolder, typeCheck } from '../type-check.ts';
import { corpusFolder } from './env.ts';

/** Every constraint of a document that values were to violate and did, at the least. */
const LEAST_REACHED = 0.98;
const SHOWN_FAULTS = 5;

/**
 * Generates the real documents of a folder, type-checks and loads what comes out, and asks the judge about every schema and operation.
 * Exit code 1 when anything is at fault.
 */
async function main(): Promise<number> {
  if (corpusFolder === undefined) {
    console.error('THROUGHLINE_CORPUS names no folder: give one with OpenAPI documents (.json, .yaml, .yml).');
    return 1;
  }
  const names = readdirSync(corpusFolder).filter((name) => /\.(?:ya?ml|json)$/.test(name) && name !== 'manifest.json');
  let failed = 0;
  for (const name of names) {
    const started = performance.now();
    const document = parseDocument(readFileSync(join(corpusFolder, name), 'utf8'), name);
    const { files, diagnostics } = generate(document, { importExtension: '.ts' });
    const generatedMs = Math.round(performance.now() - started);
    const typeErrors = typeCheck(inFolder('api', generate(document, { importExtension: '.js' }).files));
    const report = judge(document, buildModel(document, {}), await loadGenerated(files));
    const reached = report.constraints === 0 ? 1 : 1 - report.unreached.length / report.constraints;
    const isSound = report.faults.length === 0 && typeErrors.length === 0 && reached >= LEAST_REACHED;
    failed += isSound ? 0 : 1;
    console.log(
      [
        isSound ? 'ok    ' : 'FAULTY',
        name,
        `${generatedMs} ms`,
        `${report.subjects} schemas and parts of operations, ${report.faulty.size} at fault`,
        `${report.valid} valid and ${report.invalid} invalid values`,
        `${(reached * 100).toFixed(2)} % of ${report.constraints} constraints reached`,
        `${diagnostics.length} places reported, ${report.reported.length} left out`,
        `${typeErrors.length} type errors`,
        ...[...report.contested].map(([reason, count]) => `${count} contested: ${reason}`),
      ].join(' | '),
    );
    for (const { label, kind, detail } of report.faults.slice(0, SHOWN_FAULTS))
      console.log(`  ${label} ${kind} ${detail}`);
    for (const error of typeErrors.slice(0, SHOWN_FAULTS)) console.log(`  ${error}`);
    if (reached < LEAST_REACHED) console.log(`  not reached: ${report.unreached.slice(0, SHOWN_FAULTS).join(', ')}`);
  }
  console.log(`${names.length} documents, ${failed} at fault`);
  return failed === 0 && names.length > 0 ? 0 : 1;
}

process.exitCode = await main();
