import { QUARTER_HOUR_MS } from '#kernel';
import { ANSWERED, EVENT_KINDS, INCOMING, isCall, OUTCOMES, type StoredEvent } from '#realtime/core';

/** A user's events in one UTC quarter hour, the grain of every series. Quarters are numbered from the Unix epoch. */
export interface QuarterState {
  readonly userId: number;
  readonly quarter: number;
  /** Incoming calls by outcome, in the order of OUTCOMES. */
  readonly incoming: number[];
  outgoing: number;
  answeredMs: number;
  interactions: number;
  securityEvents: number;
}

function emptyQuarter(userId: number, quarter: number): QuarterState {
  return { userId, quarter, incoming: new Array<number>(OUTCOMES.length).fill(0), outgoing: 0, answeredMs: 0, interactions: 0, securityEvents: 0 };
}

function addEvent(state: QuarterState, event: StoredEvent): void {
  if (event.kind === EVENT_KINDS.interaction) state.interactions++;
  if (event.kind === EVENT_KINDS.security) state.securityEvents++;
  if (!isCall(event)) return;
  if (event.call.direction === INCOMING) state.incoming[event.call.outcome] = (state.incoming[event.call.outcome] ?? 0) + 1;
  else state.outgoing++;
  if (event.call.outcome === ANSWERED) state.answeredMs += event.call.durationMs ?? 0;
}

// Quarters stay below 2^23 until the year 2209, which leaves 2^30 users inside the integers a double keeps exactly.
const QUARTERS_SPAN = 2 ** 23;

/** States of every user and quarter hour in `events`. Metrics, feedback and settings are no one's activity. */
export function foldQuarters(events: readonly StoredEvent[]): QuarterState[] {
  const states = new Map<number, QuarterState>();
  for (const event of events) {
    if (event.kind >= EVENT_KINDS.metric) continue;
    const quarter = Math.floor(event.occurredAtMs / QUARTER_HOUR_MS);
    const key = event.userId * QUARTERS_SPAN + quarter;
    let state = states.get(key);
    if (state === undefined) states.set(key, (state = emptyQuarter(event.userId, quarter)));
    addEvent(state, event);
  }
  return [...states.values()];
}
