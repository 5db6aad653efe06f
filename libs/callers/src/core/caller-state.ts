import { addToTally, emptyTally, type CallerTally } from '#ml/core';
import type { StoredCall } from '#realtime/core';

/**
 * What the calls with one number add up to: the very counts that a model learns from. `addCall` and `mergeCallers` commute, so any
 * order and grouping of the same calls gives the same state. *Made* calls are those the number dialled, *taken* those dialled to it.
 */
export type CallerState = CallerTally & {
  /** Missed calls of which it is known how long they rang, and those of them under three seconds: see `Rings`. */
  readonly rings?: number;
  readonly shortRings?: number;
};

export { addToTally as addCall, emptyTally as emptyCaller };

/** States of every number in `calls`, by surrogate id. */
export function foldCallers(calls: readonly StoredCall[]): Map<number, CallerState> {
  const states = new Map<number, CallerState>();
  for (const event of calls) {
    let state = states.get(event.call.callerId);
    if (state === undefined) states.set(event.call.callerId, (state = emptyTally()));
    addToTally(state, event);
  }
  return states;
}

const sums = (left: readonly number[], right: readonly number[]): number[] => left.map((count, index) => count + (right[index] ?? 0));

/** The state of both sets of calls together. */
export function mergeCallers(left: CallerState, right: CallerState): CallerState {
  return {
    made: sums(left.made, right.made),
    taken: sums(left.taken, right.taken),
    timedAnswered: left.timedAnswered + right.timedAnswered,
    answeredMs: left.answeredMs + right.answeredMs,
    timed: left.timed + right.timed,
    short: left.short + right.short,
    durations: sums(left.durations, right.durations),
    hours: sums(left.hours, right.hours),
    rings: (left.rings ?? 0) + (right.rings ?? 0),
    shortRings: (left.shortRings ?? 0) + (right.shortRings ?? 0),
    firstMs: Math.min(left.firstMs, right.firstMs),
    lastMs: Math.max(left.lastMs, right.lastMs),
  };
}
