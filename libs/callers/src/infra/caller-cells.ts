import type { Cell } from '#platform/database';
import type { NewcomersSeen } from '../core/index.js';
import type { CallerState } from '../core/caller-state.js';
import type { PairCalls } from '../core/pair-state.js';

/** Of the calls made to one user: when the latest were, latest first, how many there were, and how many were turned away, when last. */
export type PairCells = [callTimes: number[], made: number, turnedAway: number | null, lastTurnedAwayMs: number | null];

/** How many cells `CALLER_COLUMNS` are, and which of them is how many users. */
export const CALLER_CELLS = 14;
export const USERS_CELL = 6;
const NEWCOMERS_CELL = 13;

export function stateFrom(cells: readonly Cell[]): CallerState | undefined {
  const [firstMs, lastMs, answeredMs, timedAnswered, timed, short, , made, taken, durations, hours, rings, shortRings] = cells as never[];
  return firstMs === null ? undefined : { firstMs, lastMs, answeredMs, timedAnswered, timed, short, made, taken, durations, hours, rings, shortRings } as unknown as CallerState;
}

/** The newcomers' part of a number's calls, where there is one. */
export function newcomersFrom(cells: readonly Cell[]): NewcomersSeen | undefined {
  const part = cells[NEWCOMERS_CELL] as unknown as Cell[] | null | undefined;
  if (part == null) return undefined;
  const [firstMs, lastMs] = part.slice(NEWCOMERS_CELL) as (number | null)[];
  return { caller: stateFrom(part), users: part[USERS_CELL] as number, others: firstMs == null || lastMs == null ? undefined : { firstMs, lastMs } };
}

export function pairsFrom(cells: readonly PairCells[]): PairCalls[] {
  return cells.map(([callTimes, made, turnedAway, lastTurnedAwayMs]) => ({ callTimes, made, turnedAway: turnedAway ?? undefined, lastTurnedAwayMs: lastTurnedAwayMs ?? undefined }));
}
