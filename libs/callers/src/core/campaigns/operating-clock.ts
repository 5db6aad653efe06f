import { DAY_MS, QUARTER_HOUR_MS } from '#kernel';

import type { SuspectCall } from './suspect.js';

const QUARTERS = DAY_MS / QUARTER_HOUR_MS;
/** Share of the day's calls that come evenly, so that no hour stands still. */
const EVEN_SHARE = 0.05;

/** Epoch milliseconds to days of work: as many pass as days do, but by night, when nobody calls, hardly any time does. */
export type OperatingClock = (atMs: number) => number;

/**
 * The clock of these callers: a quarter of an hour counts as much as its share of calls. Each has the same say, so that
 * one that is busy for an hour does not stretch it. It needs no zone.
 */
export function operatingClock(callers: readonly { readonly calls: readonly SuspectCall[] }[]): OperatingClock {
  const shares = new Float64Array(QUARTERS).fill(EVEN_SHARE / QUARTERS);
  const speaking = callers.filter(({ calls }) => calls.length > 0);
  for (const { calls } of speaking) {
    const weight = (1 - EVEN_SHARE) / (speaking.length * calls.length);
    for (const { atMs } of calls) {
      const quarter = Math.floor(atMs / QUARTER_HOUR_MS) % QUARTERS;
      shares[quarter] = (shares[quarter] as number) + weight;
    }
  }
  const before = new Float64Array(QUARTERS);
  for (let quarter = 1; quarter < QUARTERS; quarter++) before[quarter] = (before[quarter - 1] as number) + (shares[quarter - 1] as number);
  return (atMs) => {
    const day = Math.floor(atMs / DAY_MS);
    const quarters = (atMs - day * DAY_MS) / QUARTER_HOUR_MS;
    const quarter = Math.floor(quarters);
    return day + (before[quarter] as number) + (quarters - quarter) * (shares[quarter] as number);
  };
}
