import { type ContractChanges, compareContracts } from '../contract/compare-contracts.ts';
import type { Contract } from '../contract/contract.ts';
import { readManifest } from './manifest.ts';

const NOTHING: Contract = { operations: new Map(), schemas: new Map(), events: new Map() };

export const NO_CHANGES: ContractChanges = compareContracts(NOTHING, NOTHING);

/**
 * What changed from one manifest's text to the next. With none before, or a damaged one, everything is new.
 * @returns null when the one before was written in another form.
 */
export function compareManifests(before: string | null, after: string): ContractChanges | null {
  if (before === after) return NO_CHANGES;
  const [left, right] = [before === null ? null : readManifest(before), readManifest(after)];
  const contract = left === null ? NOTHING : left.contract;
  return contract === null || right?.contract == null ? null : compareContracts(contract, right.contract);
}
