import type { WhitelistChange } from '#callers/core';
import { standingChange } from '#callers/core';

export interface WhitelistGrowth {
  /** Numbers on the list by the user's own word when the period ended. */
  readonly entries: number;
  /** Of those the ones that were not on it when it began, and those that were and no longer are. */
  readonly added: number;
  readonly removed: number;
}

function standsAt(changes: readonly WhitelistChange[], atMs: number): boolean {
  const said = standingChange(changes.filter(({ changedMs }) => changedMs <= atMs));
  return said !== undefined && said.change !== 'remove' && (said.expiresMs === null || said.expiresMs > atMs);
}

/** How a whitelist grew from one moment to another, by what its user said of each number: `changes` by number. What is learned is not in it. */
export function whitelistGrowth(changes: readonly (readonly WhitelistChange[])[], { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): WhitelistGrowth {
  const growth = { entries: 0, added: 0, removed: 0 };
  for (const ofNumber of changes) {
    const [before, after] = [standsAt(ofNumber, fromMs), standsAt(ofNumber, toMs)];
    if (after) growth.entries++;
    if (after && !before) growth.added++;
    if (before && !after) growth.removed++;
  }
  return growth;
}
