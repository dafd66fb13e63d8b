import { posix } from 'node:path';
import type { EmittedPart, Explanation, InnerForm } from '../explain/explanation.ts';
import type { Direction } from '../model/forms.ts';
import type { CommandOptions } from './command-options.ts';

/** More lines of code than this are counted instead of printed. */
const SHOWN_LINES = 24;
const SHOWN_NAMES = 8;
const SHOWN_ENTRIES = 12;
const SENDERS: Readonly<Record<Direction, string>> = { request: 'a client sends it', response: 'the server sends it' };

/** An explanation for people, line by line. */
export function describeExplanation(
  report: Explanation & { name: string; out: string },
  { paint, verbose }: Pick<CommandOptions, 'paint' | 'verbose'>,
): string[] {
  const { pointer, name, out, source, code, inner, notes, formats, notExpressed, usedBy } = report;
  const most = (count: number): number => (verbose ? Infinity : count);
  const around = source === null || source.pointer === pointer ? '' : `, part of the ${source.kind} ${source.pointer}`;
  const indented = (lines: string[]): string[] => lines.map((line) => `  ${line}`);
  return [
    `${pointer} in ${name}${around}`,
    ...indented([
      ...(report.operation === null ? [] : describeOperation(report.operation)),
      ...inner.flatMap((form) => describeInner(form, most(SHOWN_LINES))),
      ...code.flatMap((part, index) => {
        const isShown = verbose || (inner.length === 0 && isOwn(part, code, index, source));
        return describeCode(part, out, isShown ? most(SHOWN_LINES) : 0, (text) => paint('quiet', text));
      }),
      ...notes,
      ...shorten(
        formats.map(
          ({ pointer: place, format, outcome, reason }) =>
            `format ${format}: ${outcome}${reason === null ? '' : ` (${reason})`}${place === pointer ? '' : `, at ${place}`}`,
        ),
        most(SHOWN_ENTRIES),
        'formats',
      ),
      ...shorten(
        notExpressed.map(({ pointer: place, reason }) => `${paint('doubtful', 'not expressed')}: ${place}: ${reason}`),
        most(SHOWN_ENTRIES),
        'places that are not expressed',
      ),
      ...describeUses(usedBy, most(SHOWN_NAMES)),
    ]),
    ...(code.length + inner.length + notes.length + notExpressed.length === 0 ? ['  No code comes from it.'] : []),
  ];
}

function describeOperation(operation: NonNullable<Explanation['operation']>): string[] {
  const { place, contract, parameters, body, responses } = operation;
  const taken = parameters.map((parameter) => `${parameter.in} ${parameter.name}${parameter.required ? '' : '?'}`);
  return [
    `${place} is the contract ${contract}`,
    ...(taken.length === 0 ? [] : [`takes ${taken.join(', ')}`]),
    ...(body === null ? [] : [`takes a body as ${body.contentType}${body.required ? '' : ', or none'}`]),
    ...responses.map(({ status, contentType }) => `answers ${status} ${contentType ?? 'without a described body'}`),
  ];
}

function describeInner({ direction, type, schema }: InnerForm, most: number): string[] {
  const when = direction === null ? '' : ` where ${SENDERS[direction]}`;
  return [...labelled(`type${when}: `, type, most), ...labelled(`schema${when}: `, schema, most)];
}

function labelled(label: string, text: string, most: number): string[] {
  const [first = '', ...rest] = cut(text, most);
  return [label + first, ...rest];
}

function describeCode(
  { name, direction, file, line, text }: EmittedPart,
  out: string,
  most: number,
  quiet: (text: string) => string,
): string[] {
  const when = direction === null ? '' : `, where ${SENDERS[direction]}`;
  const rows = most === 0 ? [] : cut(text, most).map((row) => quiet(`  ${row}`));
  return [`${posix.join(out, file)}:${line} ${name}${when}`, ...rows];
}

/** The schemas of an operation that other operations have, too, stand in another module and are explained by themselves. */
function isOwn(part: EmittedPart, code: EmittedPart[], index: number, source: Explanation['source']): boolean {
  return source?.kind !== 'operation' || index === 0 || part.file === code[0]?.file;
}

function cut(text: string, most: number): string[] {
  const rows = text.split('\n');
  return rows.length <= most
    ? rows
    : [...rows.slice(0, most), `… ${rows.length - most} more lines (--verbose shows them)`];
}

function shorten(lines: string[], most: number, what: string): string[] {
  return lines.length <= most
    ? lines
    : [...lines.slice(0, most), `and ${lines.length - most} more ${what} (--verbose lists them)`];
}

function describeUses(usedBy: string[], most: number): string[] {
  if (usedBy.length === 0) return [];
  const more = usedBy.length > most ? ` and ${usedBy.length - most} more (--verbose lists them)` : '';
  return [`used by ${usedBy.slice(0, most).join(', ')}${more}`];
}
