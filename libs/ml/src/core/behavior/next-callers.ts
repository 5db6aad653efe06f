import { DAY_MS } from '#kernel';
import { INCOMING } from '#realtime/core';
import type { HistoricCall } from '../features/caller-history.js';

/** Half of a call's weight is gone after so long. */
const HALF_LIFE_MS = 14 * DAY_MS;

/** Who may call a user next. */
export interface NextCaller {
  /** Undefined: a number the user had no call with. */
  readonly callerId: number | undefined;
  /** 0–1; those of all callers add up to 1. */
  readonly share: number;
}

/** Those who called, by how much: each call halves in a fortnight. */
function weights(incoming: readonly HistoricCall[], atMs: number): Map<number, number> {
  const found = new Map<number, number>();
  for (const { occurredAtMs, call: { callerId } } of incoming) {
    found.set(callerId, (found.get(callerId) ?? 0) + 2 ** (-Math.max(0, atMs - occurredAtMs) / HALF_LIFE_MS));
  }
  return found;
}

/**
 * Share of the calls in that were the first with their number; one of each kind is added to what there is (Laplace's rule). Of calls with others before
 * them the older half is not judged: it only says who was known, else everybody's first call that was read would pass for their first.
 */
function strangersShare(calls: readonly HistoricCall[], isCut: boolean): number {
  const judgedFrom = isCut ? Math.floor(calls.length / 2) : 0;
  const known = new Set<number>();
  let [firsts, incoming] = [0, 0];
  calls.forEach(({ call: { callerId, direction } }, at) => {
    if (direction === INCOMING && at >= judgedFrom) {
      incoming++;
      if (!known.has(callerId)) firsts++;
    }
    known.add(callerId);
  });
  return (firsts + 1) / (incoming + 2);
}

/**
 * Who may call next and how likely each is: the `most` callers with the most weight, and a stranger. Empty where nobody has called. Pure. O(calls + callers log callers).
 *
 * @param calls of one user, the oldest first
 * @param isCut whether there were others before them
 */
export function nextCallers(calls: readonly HistoricCall[], atMs: number, most: number, isCut = false): NextCaller[] {
  const incoming = calls.filter(({ call }) => call.direction === INCOMING);
  if (incoming.length === 0) return [];
  const stranger = strangersShare(calls, isCut);
  const known = [...weights(incoming, atMs)].sort(([one, left], [other, right]) => right - left || one - other).slice(0, most);
  const total = known.reduce((sum, [, weight]) => sum + weight, 0);
  // So long ago that no weight is left: whoever called is as likely as any other who did.
  const shareOf = (weight: number): number => (1 - stranger) * (total > 0 ? weight / total : 1 / known.length);
  return [...known.map(([callerId, weight]) => ({ callerId, share: shareOf(weight) })), { callerId: undefined, share: stranger }];
}
