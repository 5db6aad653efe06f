import { INCOMING, OUTCOMES, type CallFacts } from '#realtime/core';
import type { CallerState } from './caller-state.js';

/** How long a number lets it ring in calls that nobody took, where that is known. Sums, so any order of the same calls gives the same. */
export interface Rings {
  rings: number;
  /** Of them those that ended within three seconds. */
  shortRings: number;
}

const MISSED = OUTCOMES.indexOf('missed');
/** Nobody reaches a phone so soon: who hangs up by then wants to be called back. */
const ONE_RING_MS = 3000;

/** Adds a missed call of the number of which it is known how long it rang. */
export function addRing(rings: Rings, { direction, outcome }: Pick<CallFacts, 'direction' | 'outcome'>, ringMs: number): void {
  if (direction !== INCOMING || outcome !== MISSED) return;
  rings.rings++;
  if (ringMs < ONE_RING_MS) rings.shortRings++;
}

export function withRings(caller: CallerState | undefined, rings: Rings | undefined): CallerState | undefined {
  return caller === undefined || rings === undefined ? caller : { ...caller, rings: rings.rings, shortRings: rings.shortRings };
}
