import type { NamedDocument } from '../config/load-config.ts';
import { Refusal } from '../document/refusal.ts';
import type { Diagnostic } from '../model/diagnostic.ts';

/**
 * A reference that leads nowhere is nearly always a mistake in the document, and code that takes any value there would hide it.
 * @throws {Refusal} unless the configuration lets them pass.
 */
export function refuseUnresolved(
  { source, unresolvedReferences }: Pick<NamedDocument, 'source' | 'unresolvedReferences'>,
  diagnostics: readonly Diagnostic[],
): void {
  if (unresolvedReferences === 'any') return;
  const [first, ...more] = diagnostics.filter(({ keyword }) => keyword === '$ref');
  if (first === undefined) return;
  const [problem = ''] = first.reason.split('; ');
  const others = more.length === 0 ? '' : ` (and ${more.length} more like it)`;
  const remedy = problem.includes('another document')
    ? 'bundle the documents into one (for example with "npx @redocly/cli bundle")'
    : 'mend the reference';
  throw new Refusal(
    `${source}: ${first.pointer}: ${problem}${others}: ${remedy}, or take any value there with --unresolved-references any.`,
  );
}
