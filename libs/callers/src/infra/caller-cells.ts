import type { Cell } from '#platform/database';
import type { CallerState } from '../core/caller-state.js';
import type { PairState } from '../core/pair-state.js';

export type PairCells = [userId: number, made: number, taken: number, answered: number, answeredMs: number, firstMs: number, lastMs: number, callTimes: number[]];

/** How many cells `CALLER_COLUMNS` are, and which of them is how many users. */
export const CALLER_CELLS = 13;
export const USERS_CELL = 6;

export function stateFrom(cells: readonly Cell[]): CallerState | undefined {
  const [firstMs, lastMs, answeredMs, timedAnswered, timed, short, , made, taken, durations, hours, rings, shortRings] = cells as never[];
  return firstMs === null ? undefined : { firstMs, lastMs, answeredMs, timedAnswered, timed, short, made, taken, durations, hours, rings, shortRings } as unknown as CallerState;
}

export function pairFrom(callerId: number, [userId, made, taken, answered, answeredMs, firstMs, lastMs, callTimes]: PairCells): PairState {
  return { callerId, userId, made, taken, answered, answeredMs, firstMs, lastMs, callTimes };
}
