/**
 * The contract generator against its peers, on the same documents and the same Node: generating, type-checking what comes out with a
 * client of 25 calls, the size of a page that validates one answer, and the speed of validating a list of 100 objects. Everything is done
 * in turn, in rounds, medians. Peers run as their own commands, each with schemas for zod/mini where it can write them. At the end every
 * bar of the generator is printed with its result; `--proofs` runs the suites that some of them need, too.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseDocument } from '@throughline/cli';
import { bars } from './bars.ts';
import { type ChartGroup, chart } from './chart.ts';
import { benchDocuments } from './documents.ts';
import { peersModules, peerVersion, installPeers } from './peers.ts';
import type { Generator } from './generators/generator.ts';
import { heyApi } from './generators/hey-api.ts';
import { kubb } from './generators/kubb.ts';
import { openapiTypescript } from './generators/openapi-typescript.ts';
import { openapiZodClient } from './generators/openapi-zod-client.ts';
import { orval } from './generators/orval.ts';
import { throughline } from './generators/throughline.ts';
import { type Measured, measureDocument } from './measure-document.ts';
import { proofs } from './proofs.ts';
import { median, table } from './table.ts';
import { lead } from './lead.ts';

const repository = join(import.meta.dirname, '../../../..');
const chartFile = join(repository, 'docs/images/contracts.svg');
const peers = [heyApi, orval, kubb, openapiTypescript, openapiZodClient];
const peerPackages = [
  '@hey-api/openapi-ts',
  'orval',
  '@kubb/core',
  'openapi-typescript',
  'openapi-zod-client',
  'typescript',
  'zod',
];

const { values: options } = parseArgs({
  options: { only: { type: 'string' }, rounds: { type: 'string', default: '3' }, proofs: { type: 'boolean' } },
});
const rounds = Number(options.rounds);
const documents = benchDocuments();
installPeers();
const folder = mkdtempSync(join(tmpdir(), 'throughline-contracts-'));
try {
  symlinkSync(peersModules, join(folder, 'node_modules'));
  const ours = [throughline('mini', copyCommand()), throughline('classic', copyCommand())];
  const chosen = chosenPeers();
  const generators = [...ours, ...chosen];
  const leftOut = peers.filter((peer) => !chosen.includes(peer)).map(({ name }) => name);
  console.log(
    `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${new Date().toISOString()}`,
  );
  console.log(peerPackages.map((name) => `${name} ${peerVersion(name)}`).join(', '));
  const groups: ChartGroup[] = [];
  const runs = new Map<string, Measured>();
  for (const { name, path, listOperation } of documents) {
    const document = parseDocument(readFileSync(path, 'utf8'), path);
    const measured = await measureDocument({ document, path, listOperation, generators, rounds, folder });
    const { results, ajvUs, syncUnchanged } = measured;
    runs.set(name, measured);
    console.log(`\n### ${name}\n\n${table(results, ajvUs)}`);
    const [wallS, cpuS] = [
      median(syncUnchanged, ({ wallMs }) => wallMs / 1000),
      median(syncUnchanged, ({ cpuMs }) => cpuMs / 1000),
    ];
    console.log(`\n${lead(results)}`);
    console.log(`\n\`sync\` with nothing changed: ${wallS?.toFixed(2)} s wall, ${cpuS?.toFixed(2)} s CPU`);
    groups.push({
      title: name,
      bars: results.flatMap(({ generator, generations }) => {
        const value = median(generations, ({ cpuMs }) => cpuMs / 1000);
        return value === null ? [] : [{ label: `${generator.name} (${generator.form})`, value }];
      }),
    });
  }
  const proven = await proofs(options.proofs === true);
  console.log(`\n### Bars\n\n${bars(runs, leftOut, proven)}`);
  writeFileSync(chartFile, chart('From a document to TypeScript: CPU seconds', 's', groups));
} finally {
  rmSync(folder, { recursive: true });
}

/** All of them, or those that `--only name,name` chooses. @throws {Error} for a name that there is not */
function chosenPeers(): Generator[] {
  if (options.only === undefined) return peers;
  return options.only.split(',').map((name) => {
    const peer = peers.find((candidate) => candidate.name === name);
    if (peer === undefined)
      throw new Error(`There is no peer "${name}": ${peers.map((known) => known.name).join(', ')}.`);
    return peer;
  });
}

/** The built command as it is now, whatever is built meanwhile. @returns the file to run */
function copyCommand(): string {
  const source = join(repository, 'libs/cli');
  const target = join(folder, 'command', 'cli');
  mkdirSync(target, { recursive: true });
  for (const part of ['dist', 'runtime', 'package.json']) {
    cpSync(join(source, part), join(target, part), { recursive: true });
  }
  rmSync(join(target, 'node_modules'), { force: true });
  symlinkSync(join(source, 'node_modules'), join(target, 'node_modules'));
  return join(target, 'dist/bin.js');
}
