import { percentile } from '../statistics.ts';
import type { Usage } from './measure-process.ts';
import type { Result } from './result.ts';

const heads = [
  'generator',
  'generate, CPU s',
  'wall s',
  'memory MB',
  'output MB (files)',
  'tsc, CPU s',
  'wall s',
  'memory MB',
  'as tsc counts',
  'errors',
  'page, gzip KB',
  'validate 100, CPU µs',
];

export function median<Measured extends Usage>(
  usages: readonly Measured[],
  pick: (usage: Measured) => number,
): number | null {
  return usages.length === 0 ? null : percentile(usages.map(pick), 0.5);
}

/** One document's table, in Markdown; what did not work is told below it. */
export function table(results: readonly Result[], ajvUs: number): string {
  const rows = results.map((result) => [
    `${result.generator.name} (${result.generator.form})`,
    ...usage(result.generations),
    result.size === null ? '–' : `${(result.size.bytes / 1e6).toFixed(2)} (${result.size.files})`,
    ...usage(result.typeChecks),
    figure(
      median(result.typeChecks, ({ heapMb }) => heapMb),
      0,
    ),
    result.typeChecks[0]?.errors.toString() ?? '–',
    figure(result.pageBytes === null ? null : result.pageBytes / 1024, 1),
    figure(result.validationUs, 0),
  ]);
  rows.push(['ajv, compiled', ...heads.slice(2).map(() => '–'), figure(ajvUs, 0)]);
  const faults = results.flatMap(({ generator, faults }) =>
    faults.map((fault) => `- ${generator.name} (${generator.form}): ${fault}`),
  );
  const lines = [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [...lines, ...(faults.length > 0 ? ['', ...faults] : [])].join('\n');
}

function usage(usages: readonly Usage[]): string[] {
  return [
    figure(
      median(usages, ({ cpuMs }) => cpuMs / 1000),
      2,
    ),
    figure(
      median(usages, ({ wallMs }) => wallMs / 1000),
      2,
    ),
    figure(
      median(usages, ({ memoryMb }) => memoryMb),
      0,
    ),
  ];
}

function figure(value: number | null, digits: number): string {
  return value === null ? '–' : value.toFixed(digits);
}
