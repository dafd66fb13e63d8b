import type { JsonValue } from '../document/json.ts';
import type { Direction } from '../model/forms.ts';
import { compareShapes } from './compare-shapes.ts';
import type { Contract } from './contract.ts';
import type { Findings } from './findings.ts';
import type { RuleId } from './rules.ts';

interface SchemaChange {
  found: { rule: RuleId; place: string; detail: string }[];
  /** Keys of the schemas that this one refers to. */
  needs: Set<string>;
}

/**
 * Compares the shapes of two contracts. A named schema is compared once in each direction, whoever uses it; what changed in it is told
 * with everything that uses it.
 */
export class SchemaChanges {
  readonly #before: Contract;
  readonly #after: Contract;
  readonly #changes = new Map<string, SchemaChange>();
  readonly #uses: { name: string; needs: Set<string> }[] = [];

  constructor(before: Contract, after: Contract) {
    this.#before = before;
    this.#after = after;
  }

  /** @param use the operation or event that both shapes are a part of. */
  compare(
    before: JsonValue,
    after: JsonValue,
    place: string,
    direction: Direction,
    use: string,
    findings: Findings,
  ): void {
    const change = this.#compare(before, after, place, direction);
    for (const { rule, place: where, detail } of change.found) findings.add(rule, where, detail, [use]);
    this.#uses.push({ name: use, needs: change.needs });
  }

  /** What changed in named schemas, with each operation and event that it reaches. */
  addTo(findings: Findings): void {
    const users = new Map<string, Set<string>>();
    for (const [key, { needs }] of this.#changes) for (const needed of needs) addUser(users, needed, key);
    for (const { name, needs } of this.#uses) for (const needed of needs) addUser(users, needed, name);
    const operations = new Set(this.#uses.map(({ name }) => name));
    for (const [key, { found }] of this.#changes) {
      if (found.length === 0) continue;
      const reached = reachable(key, users).filter((user) => operations.has(user));
      for (const { rule, place, detail } of found) findings.add(rule, place, detail, reached);
    }
  }

  #compare(before: JsonValue, after: JsonValue, place: string, direction: Direction): SchemaChange {
    const wanted: { key: string; before: string; after: string }[] = [];
    const change = this.#compareOnce(before, after, place, direction, wanted);
    // One after another and not one inside the other: thousands that refer to each other in a row are no deep stack.
    for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
      if (this.#changes.has(next.key)) continue;
      const left = this.#before.schemas.get(next.before) ?? true;
      const right = this.#after.schemas.get(next.after) ?? true;
      this.#changes.set(next.key, this.#compareOnce(left, right, next.before, direction, wanted));
    }
    return change;
  }

  #compareOnce(
    before: JsonValue,
    after: JsonValue,
    place: string,
    direction: Direction,
    wanted: { key: string; before: string; after: string }[],
  ): SchemaChange {
    const change: SchemaChange = { found: [], needs: new Set() };
    compareShapes(before, after, place, {
      direction,
      before: this.#before.schemas,
      after: this.#after.schemas,
      report: (rule, where, detail = '') => change.found.push({ rule, place: where, detail }),
      needs: (left, right) => {
        const key = `${direction} ${left}\n${right}`;
        change.needs.add(key);
        wanted.push({ key, before: left, after: right });
      },
    });
    return change;
  }
}

function addUser(users: Map<string, Set<string>>, needed: string, user: string): void {
  const known = users.get(needed);
  if (known === undefined) users.set(needed, new Set([user]));
  else known.add(user);
}

function reachable(start: string, next: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const seen = new Set([start]);
  // A set is walked in the order in which it grows.
  for (const key of seen) for (const user of next.get(key) ?? []) seen.add(user);
  return [...seen];
}
