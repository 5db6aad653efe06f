/** Whether a service is asked at all: after `OPENS_AFTER` failures in a row it is left alone for `REST_MS`, then one question decides. */
export interface Breaker {
  readonly failures: number;
  readonly openedMs: number | undefined;
  /** One question is under way to see whether the service is back. */
  readonly probing: boolean;
}

export type BreakerState = 'closed' | 'open' | 'half-open';

export const OPENS_AFTER = 5;
export const REST_MS = 30_000;
export const CLOSED: Breaker = { failures: 0, openedMs: undefined, probing: false };

export function breakerState({ openedMs }: Breaker, nowMs: number): BreakerState {
  if (openedMs === undefined) return 'closed';
  return nowMs - openedMs < REST_MS ? 'open' : 'half-open';
}

/** How a question that is allowed must be answered for: as one of many, or as the probe. Undefined where none is allowed. */
export type Admission = 'regular' | 'probe' | undefined;

export function admit(breaker: Breaker, nowMs: number): { readonly breaker: Breaker; readonly admission: Admission } {
  const state = breakerState(breaker, nowMs);
  if (state === 'closed') return { breaker, admission: 'regular' };
  if (state === 'open' || breaker.probing) return { breaker, admission: undefined };
  return { breaker: { ...breaker, probing: true }, admission: 'probe' };
}

/** After an admitted question. What was asked before the breaker opened says nothing of now and changes nothing. */
export function report(breaker: Breaker, told: { readonly admission: 'regular' | 'probe'; readonly good: boolean; readonly nowMs: number }): Breaker {
  const isOpen = breaker.openedMs !== undefined;
  if (told.admission === 'regular' && isOpen) return breaker;
  if (told.good) return CLOSED;
  const failures = breaker.failures + 1;
  return { failures, openedMs: isOpen || failures >= OPENS_AFTER ? told.nowMs : undefined, probing: false };
}
