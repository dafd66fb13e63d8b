import type { CoreErrorCode } from '@throughline/contracts/wire';
import type { Principal } from '../auth/principal.ts';

/** What became of one requested topic. */
export type Grant =
  /** `topic` is the concrete one; it differs from `requested` for an alias such as `opportunities`. */
  | { readonly requested: string; readonly topic: string }
  | { readonly requested: string; readonly refused: CoreErrorCode };

/** Decides what a person may listen to. */
export interface TopicAuthority {
  /** One grant for each requested name, in their order. */
  authorize: (principal: Principal, requested: readonly string[]) => Promise<readonly Grant[]>;
}
