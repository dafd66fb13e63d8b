import type { WebhookEvent } from '../model/operation.ts';
import type { Investigation } from './explain-pointer.ts';
import type { EmittedPart } from './explanation.ts';

/** Where an event stands in the union, or in the table beside it, and the declarations of its body. */
export function explainEvent(
  { name, types, node }: WebhookEvent,
  { code, names, model }: Investigation,
): EmittedPart[] {
  const [table] = code.find(types === null ? 'webhookSchemas' : 'EventTypes');
  if (table === undefined) return [];
  const lines = (types ?? [name]).map((type) => code.lineOfMember(table, type));
  const entries = lines.map((line) => ({ ...table, line, text: lineOf(table, line), direction: null }));
  const own = entries.flatMap(
    ({ text }) => /([\p{ID_Start}$_][\p{ID_Continue}$]*?)(?:Schema)?[;,]$/u.exec(text)?.[1] ?? [],
  );
  const stems =
    node.kind === 'reference' ? [names.stem(node.pointer, model.forms.formFor(node.pointer, 'response'))] : own;
  const bodies = [...new Set(stems)].flatMap((stem) => code.find(stem, `${stem}Schema`));
  return [...entries, ...bodies.map((declaration) => ({ ...declaration, direction: null }))];
}

function lineOf({ text, line }: { text: string; line: number }, wanted: number): string {
  const lines = text.split('\n');
  const start = lines.findIndex((candidate) => candidate.startsWith('export '));
  return (lines[start + wanted - line] ?? '').trim();
}
