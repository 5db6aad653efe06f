import { QUARTER_HOUR_MS } from '#kernel';
import { ANSWERED, EVENT_KINDS, INCOMING, isAnyCall, OUTCOMES, type StoredCall, type StoredEvent } from '#realtime/core';
import type { UserState } from './user-state.js';

/** A user's events in one UTC quarter hour, the grain of every series. Quarters are numbered from the Unix epoch. */
export interface QuarterState extends UserState {
  readonly userId: number;
  readonly quarter: number;
}

function emptyQuarter(userId: number, quarter: number): QuarterState {
  return {
    userId, quarter,
    incoming: new Array<number>(OUTCOMES.length).fill(0),
    outgoing: new Array<number>(OUTCOMES.length).fill(0),
    timedAnswered: 0, answeredMs: 0, interactions: 0, securityEvents: 0,
    firstMs: Infinity, lastMs: -Infinity,
  };
}

function addCall(state: QuarterState, { call }: StoredCall): void {
  const counts = call.direction === INCOMING ? state.incoming : state.outgoing;
  counts[call.outcome] = (counts[call.outcome] ?? 0) + 1;
  if (call.outcome !== ANSWERED || call.durationMs === undefined) return;
  state.timedAnswered++;
  state.answeredMs += call.durationMs;
}

function addEvent(state: QuarterState, event: StoredEvent): void {
  state.firstMs = Math.min(state.firstMs, event.occurredAtMs);
  state.lastMs = Math.max(state.lastMs, event.occurredAtMs);
  if (isAnyCall(event)) addCall(state, event);
  else if (event.kind === EVENT_KINDS.interaction) state.interactions++;
  else state.securityEvents++;
}

// Quarters stay below 2^23 until the year 2209, which leaves 2^30 users inside the integers a double keeps exactly.
const QUARTERS_SPAN = 2 ** 23;

/**
 * States of every user and quarter hour in `events`. Metrics, feedback and settings are no one's activity; events of no
 * user count for the platform.
 */
export function foldQuarters(events: readonly StoredEvent[]): QuarterState[] {
  const states = new Map<number, QuarterState>();
  for (const event of events) {
    if (!isAnyCall(event) && event.kind >= EVENT_KINDS.metric) continue;
    const quarter = Math.floor(event.occurredAtMs / QUARTER_HOUR_MS);
    const key = event.userId * QUARTERS_SPAN + quarter;
    let state = states.get(key);
    if (state === undefined) states.set(key, (state = emptyQuarter(event.userId, quarter)));
    addEvent(state, event);
  }
  return [...states.values()];
}
