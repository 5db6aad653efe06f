import { ANSWERED, EVENT_KINDS, INCOMING, isCall, OUTCOMES, PLATFORM_USER, type StoredCall, type StoredEvent } from '#realtime/core';

/** What the events of one user add up to; integers that commute. Outcomes in the order of OUTCOMES. */
export interface UserState {
  readonly incoming: number[];
  readonly outgoing: number[];
  /** Answered calls of either direction that carry a duration, and the milliseconds they lasted. */
  timedAnswered: number;
  answeredMs: number;
  interactions: number;
  securityEvents: number;
  firstMs: number;
  lastMs: number;
}

function emptyUser(): UserState {
  return {
    incoming: new Array<number>(OUTCOMES.length).fill(0),
    outgoing: new Array<number>(OUTCOMES.length).fill(0),
    timedAnswered: 0, answeredMs: 0, interactions: 0, securityEvents: 0,
    firstMs: Infinity, lastMs: -Infinity,
  };
}

function addCall(state: UserState, { call }: StoredCall): void {
  const counts = call.direction === INCOMING ? state.incoming : state.outgoing;
  counts[call.outcome] = (counts[call.outcome] ?? 0) + 1;
  if (call.outcome !== ANSWERED || call.durationMs === undefined) return;
  state.timedAnswered++;
  state.answeredMs += call.durationMs;
}

/** States of every user in `events`, by surrogate id. Feedback and settings are not activity and count nothing here. */
export function foldUsers(events: readonly StoredEvent[]): Map<number, UserState> {
  const states = new Map<number, UserState>();
  for (const event of events) {
    const { kind, userId, occurredAtMs } = event;
    if (userId === PLATFORM_USER || kind === EVENT_KINDS.metric || kind >= EVENT_KINDS.feedback) continue;
    let state = states.get(userId);
    if (state === undefined) states.set(userId, (state = emptyUser()));
    state.firstMs = Math.min(state.firstMs, occurredAtMs);
    state.lastMs = Math.max(state.lastMs, occurredAtMs);
    if (isCall(event)) addCall(state, event);
    else if (kind === EVENT_KINDS.interaction) state.interactions++;
    else state.securityEvents++;
  }
  return states;
}
