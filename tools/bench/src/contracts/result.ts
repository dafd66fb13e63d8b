import type { Generator } from './generators/generator.ts';
import type { Usage } from './measure-process.ts';
import type { TypeCheck } from './type-check.ts';

/** What came of one generator on one document. A part that did not work has its reason in `faults` and no figure. */
export interface Result {
  generator: Generator;
  out: string;
  generations: Usage[];
  size: { bytes: number; files: number } | null;
  typeChecks: TypeCheck[];
  pageBytes: number | null;
  validationUs: number | null;
  faults: string[];
}
