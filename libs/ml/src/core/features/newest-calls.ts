import type { HistoricCall } from './caller-history.js';
import { addUserCall, dropUserCall, emptyUserHistory } from './user-history.js';

/** How many of a user's calls their features look back on: what an answer for a call that rings can afford to read. */
export const MOST_USER_CALLS = 1000;

/** A call with what settles the order of two at the same moment. */
export type OrderedCall = HistoricCall & { readonly eventId: string };

/** Negative where `left` is the older. Of one moment by outcome, then by the event's id: the same in the database, where lower-case ids compare as text does. */
export function byAge(left: OrderedCall, right: OrderedCall): number {
  const apart = left.occurredAtMs - right.occurredAtMs || left.call.outcome - right.call.outcome;
  if (apart !== 0 || left.eventId === right.eventId) return apart;
  return left.eventId < right.eventId ? -1 : 1;
}

/**
 * What the newest calls of one user add up to, at most `most` of them. The order in which calls come does not matter. Adding is
 * O(1) for calls that come in the order of their time, O(most) at worst.
 */
export class NewestCalls {
  readonly history = emptyUserHistory();
  /** By age, the oldest first. */
  private readonly kept: OrderedCall[] = [];

  /** @param most one at least */
  constructor(private readonly most = MOST_USER_CALLS) {}

  add(call: OrderedCall): void {
    const { kept, history, most } = this;
    const isFull = kept.length >= most;
    if (isFull && byAge(call, kept[0] as OrderedCall) < 0) return;
    kept.splice(kept.findLastIndex((known) => byAge(known, call) < 0) + 1, 0, call);
    addUserCall(history, call);
    if (isFull) dropUserCall(history, kept.shift() as OrderedCall);
  }
}
