import { type Level, RULES, type RuleId } from './rules.ts';

/** A change of meaning at one place of the contract. */
export interface Finding {
  rule: RuleId;
  level: Level;
  /** `Task.due_date`, `GET /tasks/ query.status`, `POST /tasks/ body.title`, `GET /tasks/ 200[].id` or `event task.updated.data`. */
  place: string;
  /** What was and what is, where a rule alone does not say it. */
  detail: string;
  /** The operations and events that the change reaches. */
  uses: string[];
}

const LEVELS: readonly Level[] = ['breaking', 'risky', 'compatible'];

/** Collects findings; those of one rule and place are one. */
export class Findings {
  readonly #entries = new Map<string, { rule: RuleId; place: string; details: Set<string>; uses: Set<string> }>();

  add(rule: RuleId, place: string, detail: string, uses: readonly string[]): void {
    const key = `${rule} ${place}`;
    const entry = this.#entries.get(key) ?? { rule, place, details: new Set(), uses: new Set() };
    this.#entries.set(key, entry);
    if (detail !== '') entry.details.add(detail);
    for (const use of uses) entry.uses.add(use);
  }

  /** The gravest first, then by place. */
  list(): Finding[] {
    return [...this.#entries.values()]
      .map(({ rule, place, details, uses }) => ({
        rule,
        level: RULES[rule].level,
        place,
        detail: [...details].join('; '),
        uses: [...uses].sort(),
      }))
      .sort(
        (a, b) =>
          LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || compare(a.place, b.place) || compare(a.rule, b.rule),
      );
  }
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
