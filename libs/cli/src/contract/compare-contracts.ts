import { type JsonObject, type JsonValue, member, stringMember } from '../document/json.ts';
import { type OperationPair, compareOperations } from './compare-operations.ts';
import type { Contract } from './contract.ts';
import { type Finding, Findings } from './findings.ts';
import { SchemaChanges } from './schema-changes.ts';
import { sameText } from './shape-parts.ts';

export type Part = keyof Contract;

export interface ContractChanges {
  /** By name, in order. */
  added: Record<Part, string[]>;
  changed: Record<Part, string[]>;
  removed: Record<Part, string[]>;
  findings: Finding[];
}

/** What changed between two contracts, by name and by meaning. */
export function compareContracts(before: Contract, after: Contract): ContractChanges {
  const byPart = (
    names: (left: ReadonlyMap<string, JsonValue>, right: ReadonlyMap<string, JsonValue>) => string[],
  ) => ({
    operations: names(before.operations, after.operations),
    schemas: names(before.schemas, after.schemas),
    events: names(before.events, after.events),
  });
  return {
    added: byPart((left, right) => [...right.keys()].filter((name) => !left.has(name))),
    changed: byPart((left, right) =>
      [...right].flatMap(([name, entry]) => {
        const known = left.get(name);
        return known === undefined || sameText(known, entry) ? [] : [name];
      }),
    ),
    removed: byPart((left, right) => [...left.keys()].filter((name) => !right.has(name))),
    findings: findChanges(before, after),
  };
}

function findChanges(before: Contract, after: Contract): Finding[] {
  const findings = new Findings();
  const schemas = new SchemaChanges(before, after);
  for (const pair of pairOperations(before, after, findings)) compareOperations(pair, schemas, findings);
  for (const [name, event] of before.events) {
    const twin = after.events.get(name);
    if (twin === undefined) findings.add('event-removed', `event ${name}`, '', [`event ${name}`]);
    else compareEvents(`event ${name}`, event, twin, schemas, findings);
  }
  schemas.addTo(findings);
  return findings.list();
}

/** An operation is the same one under its method and path, whatever its path parameters are called, or else under its operationId. */
function pairOperations(before: Contract, after: Contract, findings: Findings): OperationPair[] {
  const pairs: OperationPair[] = [];
  const byAddress = new Map([...after.operations].map(([name, entry]) => [address(name), { name, entry }]));
  const known = new Set([...before.operations.keys()].map(address));
  const byId = new Map(
    [...after.operations].flatMap(([name, entry]) => {
      const id = stringMember(entry, 'operationId');
      return id === null || known.has(address(name)) ? [] : [[id, { name, entry }]];
    }),
  );
  for (const [name, entry] of before.operations) {
    const twin = byAddress.get(address(name));
    const moved = twin === undefined ? byId.get(stringMember(entry, 'operationId') ?? '') : undefined;
    const found = twin ?? moved;
    if (moved !== undefined) findings.add('operation-moved', name, `now ${moved.name}`, [name]);
    if (found === undefined) findings.add('operation-removed', name, '', [name]);
    else pairs.push({ name, before: entry, after: found.entry, nameAfter: found.name });
  }
  return pairs;
}

function address(name: string): string {
  return name.replace(/\{[^{}]*\}/g, '{}');
}

function compareEvents(
  name: string,
  before: JsonObject,
  after: JsonObject,
  schemas: SchemaChanges,
  findings: Findings,
): void {
  const [left, right] = [typesOf(before), typesOf(after)];
  for (const type of left) if (!right.includes(type)) findings.add('event-type-removed', name, type, [name]);
  for (const type of right) if (!left.includes(type)) findings.add('event-type-added', name, type, [name]);
  const shapes = [member(before, 'schema') ?? true, member(after, 'schema') ?? true] as const;
  schemas.compare(...shapes, name, 'response', name, findings);
}

function typesOf(event: JsonObject): string[] {
  const types = member(event, 'types');
  return Array.isArray(types) ? types.filter((type) => typeof type === 'string') : [];
}
