import { isDeepStrictEqual } from 'node:util';
import { isJsonObject } from '../../document/json.ts';
import type { OpenApiDocument } from '../../document/open-api-document.ts';
import type { ContractModel } from '../../model/contract-model.ts';
import { constraintsOf } from './constraints.ts';
import { contestedReason } from './contested.ts';
import { Probes } from './probes.ts';
import { type Sample, Samples } from './samples.ts';
import { type Parser, type Subject, subjectsOf } from './subjects.ts';

export interface Fault {
  label: string;
  kind: 'missing' | 'unjudged' | 'unprobed' | 'refuses' | 'accepts' | 'alters' | 'throws';
  /** The value, or what went wrong. */
  detail: string;
}

export interface Report {
  subjects: number;
  /** Subjects with a fault. */
  faulty: Set<string>;
  valid: number;
  invalid: number;
  faults: Fault[];
  /** How often a value was not judged, by reason. */
  contested: Map<string, number>;
  constraints: number;
  /** Parts that the generated code leaves out and that the generator has told of. */
  reported: string[];
  /** Constraints that no value has violated, by pointer and keyword. */
  unreached: string[];
}

export interface JudgeOptions {
  /** Puts another parser in the place of the generated one, to see whether the judge notices. */
  replace?: (subject: Subject) => Parser | undefined;
  /** Stop at the first fault. */
  firstOnly?: boolean;
}

/** Every disagreement between generated code and the referee, and every output that is not its input, over a whole document. */
export function judge(
  document: OpenApiDocument,
  model: ContractModel,
  module: Readonly<Record<string, unknown>>,
  options: JudgeOptions = {},
): Report {
  const report: Report = {
    subjects: 0,
    faulty: new Set(),
    valid: 0,
    invalid: 0,
    faults: [],
    contested: new Map(),
    constraints: 0,
    reported: [],
    unreached: [],
  };
  const stated = new Set<string>();
  const reached = new Set<string>();
  const fault = (label: string, kind: Fault['kind'], detail: string): void => {
    report.faulty.add(label);
    report.faults.push({ label, kind, detail });
  };
  for (const subject of subjectsOf(document, model, module)) {
    report.subjects += 1;
    if ('unjudged' in subject) {
      fault(subject.label, 'unjudged', subject.unjudged);
      continue;
    }
    for (const { pointer, keyword, detail } of constraintsOf(
      subject.schema,
      subject.pointer,
      document,
      subject.direction,
    ))
      stated.add(`${pointer} ${keyword} ${detail}`);
    const parser = options.replace === undefined ? subject.parser : options.replace(subject);
    const isReported = model.diagnostics.some(
      ({ pointer, reason }) =>
        subject.pointer.startsWith(`${pointer}/`) && /left out|not expressed|Not a schema/.test(reason),
    );
    if (parser === undefined && isReported) report.reported.push(subject.label);
    else if (parser === undefined) fault(subject.label, 'missing', 'The generated code has no schema for it');
    else judgeSubject({ ...subject, parser }, document, report, fault, reached, options.firstOnly === true);
    if (options.firstOnly === true && report.faults.length > 0) break;
  }
  report.constraints = stated.size;
  report.unreached = [...stated].filter((constraint) => !reached.has(constraint));
  return report;
}

function judgeSubject(
  subject: Subject & { parser: Parser },
  document: OpenApiDocument,
  report: Report,
  fault: (label: string, kind: Fault['kind'], detail: string) => void,
  reached: Set<string>,
  firstOnly: boolean,
): void {
  const { accepts, parser, label, schema } = subject;
  const probes = new Probes(new Samples(document, subject.files !== 'text'));
  let valid = 0;
  for (const value of probes.of(schema)) {
    const expected = accepts(value);
    if (!expected)
      subject.referee.reasons(accepts.errors ?? [], (pointer, keyword, detail) => {
        reached.add(`${pointer} ${keyword} ${detail}`);
      });
    const reason = contestedReason(value);
    if (reason !== null) {
      report.contested.set(reason, (report.contested.get(reason) ?? 0) + 1);
      continue;
    }
    if (expected) valid += 1;
    else report.invalid += 1;
    const before = report.faults.length;
    compare(value, expected, parser, (kind, detail) => {
      fault(label, kind, detail);
    });
    if (firstOnly && report.faults.length > before) return;
  }
  report.valid += valid;
  if (subject.optional !== null && !acceptsEverything(accepts))
    compare(undefined, subject.optional, parser, (kind, detail) => {
      fault(label, kind, detail);
    });
  if (valid === 0 && schema !== false && !isNever(schema))
    fault(label, 'unprobed', 'No value was found that the document accepts');
}

/** A schema that says nothing lets pass what is not there, too. */
function acceptsEverything(accepts: Subject['accepts']): boolean {
  return [null, true, 0, 'a', [], {}].every((value) => accepts(value));
}

/** `not: {}`, and an enumeration of nothing. */
function isNever(schema: unknown): boolean {
  if (!isJsonObject(schema)) return false;
  const { not, enum: listed } = schema;
  return (isJsonObject(not) && Object.keys(not).length === 0) || (Array.isArray(listed) && listed.length === 0);
}

function compare(
  value: Sample | undefined,
  expected: boolean,
  parser: Parser,
  fault: (kind: Fault['kind'], detail: string) => void,
): void {
  if (value !== undefined) freeze(value);
  try {
    const answer = parser.safeParse(value);
    if (answer.success !== expected) fault(expected ? 'refuses' : 'accepts', show(value));
    else if (answer.success && !isDeepStrictEqual(answer.data, value))
      fault('alters', `${show(value)} to ${show(answer.data)}`);
  } catch (error) {
    fault('throws', `${String(error)} for ${show(value)}`);
  }
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  return JSON.stringify(value, (_key, inner: unknown) => (inner instanceof Blob ? '<file>' : inner)).slice(0, 400);
}

function freeze(value: Sample): void {
  if (typeof value !== 'object' || value === null || value instanceof Blob || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
}
