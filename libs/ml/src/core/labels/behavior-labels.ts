import { DAY_MS } from '#kernel';
import { INCOMING, OUTCOMES } from '#realtime/core';
import type { HistoricCall } from '../features/caller-history.js';

/** What is to be foretold of an incoming call: what the user does with it, or whether they dial the number within a day. */
export const BEHAVIOR_TARGETS = ['outcome', 'callback'] as const;
export type BehaviorTarget = (typeof BEHAVIOR_TARGETS)[number];

/** In the order of their names. What is transferred is somebody else's doing. */
const OUTCOME_CLASSES: readonly string[] = ['ai_handled', 'answered', 'missed', 'rejected'];
export const BEHAVIOR_CLASSES: Readonly<Record<BehaviorTarget, readonly string[]>> = { outcome: OUTCOME_CLASSES, callback: ['not_returned', 'returned'] };

/** How long a user has to call back. */
const RETURN_MS = DAY_MS;

function outcomeClass({ call }: HistoricCall): number | undefined {
  const at = OUTCOME_CLASSES.indexOf(OUTCOMES[call.outcome] ?? '');
  return at < 0 ? undefined : at;
}

/** Whether the user dialled the number of each call in the day after it; undefined where that day is not over at `knownMs`. */
function returned(calls: readonly HistoricCall[], knownMs: number): (number | undefined)[] {
  const nextMs = new Map<number, number>();
  const classes = new Array<number | undefined>(calls.length);
  for (let at = calls.length - 1; at >= 0; at--) {
    const { occurredAtMs, call } = calls[at] as HistoricCall;
    if (occurredAtMs + RETURN_MS <= knownMs) classes[at] = Number((nextMs.get(call.callerId) ?? Infinity) - occurredAtMs <= RETURN_MS);
    if (call.direction !== INCOMING) nextMs.set(call.callerId, occurredAtMs);
  }
  return classes;
}

/**
 * The class of each call of one user, an index into `BEHAVIOR_CLASSES[target]`; undefined where it has none. Those of outgoing
 * calls mean nothing. A call whose day to be returned in is not over has no class even if it was returned already: what is known
 * early would else be known of one class alone. O(calls).
 *
 * @param calls of one user, in the order in which they happened
 * @param knownMs nothing from this moment on is known
 */
export function behaviorLabels(calls: readonly HistoricCall[], target: BehaviorTarget, knownMs: number): (number | undefined)[] {
  return target === 'outcome' ? calls.map(outcomeClass) : returned(calls, knownMs);
}
