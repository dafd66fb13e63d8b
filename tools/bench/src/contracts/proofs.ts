import { join } from 'node:path';
import { corpusFolder } from './env.ts';
import { measureProcess } from './measure-process.ts';

/** A bar that the generator's own suites hold: what they said, in the words of `bars`. */
export interface Proof {
  bar: string;
  aim: string;
  outcome: 'aim met' | '**missed**' | 'not run';
  text: string;
}

interface Suite {
  bars: { bar: string; aim: string }[];
  /** What Node runs, in the generator's folder. */
  args: string[];
  needsCorpus: boolean;
}

const cli = join(import.meta.dirname, '../../../../libs/cli');
const fromSource = ['--conditions=development', '--import', 'tsx'];
const limitMs = 3_600_000;

const suites: Suite[] = [
  {
    bars: [
      { bar: 'corpus: generate, type-check under strict, load', aim: 'all' },
      { bar: 'corpus: valid refused and invalid accepted, against ajv', aim: '0 and 0' },
      { bar: 'corpus: operations without any fault: 99.5 %', aim: 'all' },
    ],
    args: [...fromSource, 'src/testing/corpus/main.ts'],
    needsCorpus: true,
  },
  {
    bars: [{ bar: 'JSON Schema test suite: 97 % right, none wrong in silence', aim: '99.5 %' }],
    args: [join(cli, 'node_modules/vitest/vitest.mjs'), 'run', 'src/json-schema-suite.test.ts'],
    needsCorpus: false,
  },
  {
    bars: [{ bar: 'planted bugs caught: all of 60 or more', aim: 'all of 120 or more' }],
    args: [...fromSource, 'src/testing/mutations/main.ts'],
    needsCorpus: false,
  },
];

/** @param areWanted the suites take many minutes; else their bars are told as not run */
export async function proofs(areWanted: boolean): Promise<Proof[]> {
  const told: Proof[] = [];
  for (const suite of suites) {
    const { outcome, text } =
      areWanted && (corpusFolder !== undefined || !suite.needsCorpus)
        ? await run(suite.args)
        : { outcome: 'not run' as const, text: '–' };
    told.push(...suite.bars.map((bar) => ({ ...bar, outcome, text })));
  }
  return told;
}

/** Each suite ends with exit code 0 only when nothing is at fault; its last words tell how much it looked at. */
async function run(args: readonly string[]): Promise<Pick<Proof, 'outcome' | 'text'>> {
  const { exitCode, output } = await measureProcess(args, cli, limitMs);
  const lines = output.split('\n').map((line) => line.trim());
  const last = lines.findLast((line) => /\d (?:documents|planted|passed|failed)/.test(line)) ?? lines.at(-1) ?? '';
  return { outcome: exitCode === 0 ? 'aim met' : '**missed**', text: last.replace(/^Tests\s+/, 'tests: ') };
}
