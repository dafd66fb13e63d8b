import type { JsonValue } from '../document/json.ts';
import type { Direction } from '../model/forms.ts';
import type { RuleId } from './rules.ts';

/** Where a comparison stands, and what it has found so far. */
export interface Comparing {
  direction: Direction;
  /** Shapes by name, before and after. */
  before: ReadonlyMap<string, JsonValue>;
  after: ReadonlyMap<string, JsonValue>;
  report: (rule: RuleId, place: string, detail?: string) => void;
  /** The same schema is compared once however often it is used: whoever uses it asks for it here. */
  needs: (before: string, after: string) => void;
}
