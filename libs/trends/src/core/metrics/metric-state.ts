import { QUARTER_HOUR_MS } from '#kernel';
import { bucketOf, mergedHistograms, type ValueHistogram } from './value-histogram.js';

/** Sums are kept in millionths, as whole numbers: those of floating-point numbers depend on the order. */
export const UNITS_PER_ONE = 1e6;
/** What lies beyond counts as this; nobody's latency does. */
const GREATEST = 1e15;

/** One value that a sender measured, under the words its series goes by. */
export interface MetricFact { readonly name: string; readonly labels: string; readonly value: number; readonly occurredAtMs: number }

/** A series' values in one UTC quarter hour, numbered from 1970. */
export interface MetricState {
  readonly events: number;
  readonly sumUnits: bigint;
  readonly least: number;
  readonly greatest: number;
  readonly histogram: ValueHistogram;
}

export function stateOfValue(value: number): MetricState {
  // No negative zero: it equals zero and is written otherwise.
  const bounded = Math.max(-GREATEST, Math.min(GREATEST, value)) + 0;
  return { events: 1, sumUnits: BigInt(Math.round(bounded * UNITS_PER_ONE)), least: bounded, greatest: bounded, histogram: { [bucketOf(bounded)]: 1 } };
}

/** Both together: any order and grouping gives the same. */
export function mergedStates(left: MetricState, right: MetricState): MetricState {
  return {
    events: left.events + right.events, sumUnits: left.sumUnits + right.sumUnits,
    least: Math.min(left.least, right.least), greatest: Math.max(left.greatest, right.greatest), histogram: mergedHistograms(left.histogram, right.histogram),
  };
}

export const QUARTERS_AN_HOUR = 4;

/** Where a quarter hour's state stands: from `thinnedUntil` on by itself, before in that of its hour's first. */
export const placeOf = (quarter: number, thinnedUntil: number): number => (quarter < thinnedUntil ? quarter - (quarter % QUARTERS_AN_HOUR) : quarter);

export const quarterOf = (atMs: number): number => Math.floor(atMs / QUARTER_HOUR_MS);
