import { ANSWERED, INCOMING, OUTCOMES, type StoredCall } from '#realtime/core';
import { DURATION_CLASSES, durationClass, SHORT_CALL_MS } from './duration-histogram.js';

/**
 * What the calls with one number add up to. Integers only; `addCall` and `mergeCallers` commute, so any order and
 * grouping of the same calls gives the same state. *Made* calls are those the number dialled, *taken* those dialled to it.
 */
export interface CallerState {
  readonly made: number[];
  readonly taken: number[];
  /** Answered made calls that carry a duration, and the milliseconds they lasted. */
  timedAnswered: number;
  answeredMs: number;
  /** Made calls that were picked up (answered, transferred or by the AI) and carry a duration, and those of at most ten seconds. */
  timed: number;
  short: number;
  /** Made calls by duration class and by the callee's hour of the day. */
  readonly durations: number[];
  readonly hours: number[];
  firstMs: number;
  lastMs: number;
}

const MISSED_OR_REJECTED = new Set([OUTCOMES.indexOf('missed'), OUTCOMES.indexOf('rejected')]);

export function emptyCaller(): CallerState {
  return {
    made: new Array<number>(OUTCOMES.length).fill(0),
    taken: new Array<number>(OUTCOMES.length).fill(0),
    timedAnswered: 0, answeredMs: 0, timed: 0, short: 0,
    durations: new Array<number>(DURATION_CLASSES).fill(0),
    hours: new Array<number>(24).fill(0),
    firstMs: Infinity, lastMs: -Infinity,
  };
}

function increment(counts: number[], at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

/** Adds one call to `state` in place. */
export function addCall(state: CallerState, { call, occurredAtMs }: StoredCall): void {
  state.firstMs = Math.min(state.firstMs, occurredAtMs);
  state.lastMs = Math.max(state.lastMs, occurredAtMs);
  if (call.direction !== INCOMING) return increment(state.taken, call.outcome);
  increment(state.made, call.outcome);
  increment(state.hours, call.localHour);
  if (call.durationMs === undefined || MISSED_OR_REJECTED.has(call.outcome)) return;
  state.timed++;
  if (call.durationMs <= SHORT_CALL_MS) state.short++;
  increment(state.durations, durationClass(call.durationMs));
  if (call.outcome !== ANSWERED) return;
  state.timedAnswered++;
  state.answeredMs += call.durationMs;
}

/** States of every number in `calls`, by surrogate id. */
export function foldCallers(calls: readonly StoredCall[]): Map<number, CallerState> {
  const states = new Map<number, CallerState>();
  for (const event of calls) {
    let state = states.get(event.call.callerId);
    if (state === undefined) states.set(event.call.callerId, (state = emptyCaller()));
    addCall(state, event);
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
    firstMs: Math.min(left.firstMs, right.firstMs),
    lastMs: Math.max(left.lastMs, right.lastMs),
  };
}
