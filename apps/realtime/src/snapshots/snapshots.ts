import type { CoreErrorCode } from '@throughline/contracts/wire';
import type { Principal } from '../auth/principal.ts';

/** What a topic holds now for one person (JSON), or why that is not known. */
export type SnapshotReading = { readonly state: string } | { readonly refused: CoreErrorCode };

export interface SnapshotStatistics {
  entries: number;
  bytes: number;
  /** The owner was asked and nothing had changed. */
  unchanged: number;
  /** The owner was asked and sent a state. */
  changed: number;
  failed: number;
}

/** What topics hold now, as their owners tell it. */
export interface Snapshots {
  /** The address of the topic's snapshot; null when it has none, undefined while that is not known. */
  urlOf: (topic: string) => Promise<string | null | undefined>;
  /** Reads the state, as this person may see it, at this moment or later. Never rejects. */
  read: (principal: Principal, topic: string, url: string, signal: AbortSignal) => Promise<SnapshotReading>;
  statistics: () => SnapshotStatistics;
  /** Whether the last reading failed. */
  isFailing: () => boolean;
}
