import type { Manifest } from './manifest.ts';

export type ChangeKind = 'added' | 'changed' | 'removed';

export interface Change {
  kind: ChangeKind;
  subject: 'operation' | 'schema' | 'event';
  name: string;
}

/** What is different in the document since the last run, by name. Null for the last run means that there was none. */
export function listChanges(before: Manifest | null, after: Manifest): Change[] {
  return [
    ...compare('operation', before?.operations, after.operations),
    ...compare('schema', before?.schemas, after.schemas),
    ...compare('event', before?.events, after.events),
  ];
}

function compare(subject: Change['subject'], before = new Map<string, string>(), after: Map<string, string>): Change[] {
  const changes: Change[] = [];
  for (const [name, hash] of after) {
    const known = before.get(name);
    if (known === undefined) changes.push({ kind: 'added', subject, name });
    else if (known !== hash) changes.push({ kind: 'changed', subject, name });
  }
  for (const name of before.keys()) if (!after.has(name)) changes.push({ kind: 'removed', subject, name });
  return changes;
}
