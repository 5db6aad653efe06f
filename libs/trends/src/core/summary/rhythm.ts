import type { LocalGrid } from './local-grid.js';
import { hourOfDay, weekdayOf } from './local-hours.js';
import type { Decomposition } from './seasons.js';

/** When a rhythm is at its height; undefined where there is no such rhythm. */
export interface Peak {
  /** 0–23 on the clock on the wall. */
  readonly hour: number | undefined;
  /** 0 Sunday … 6 Saturday. */
  readonly weekday: number | undefined;
}

/** Peaks of the seasons named significant. */
export function peakOf(grid: LocalGrid, { seasons }: Decomposition, significant: ReadonlySet<number>): Peak {
  const shown = seasons.filter(({ periodHours }) => significant.has(periodHours));
  const rhythm = grid.values.map((_, at) => shown.reduce((sum, { values }) => sum + (values[at] as number), 0));
  return {
    hour: significant.has(24) ? highestPhase(rhythm, 24, (at) => hourOfDay(grid.firstHour + at)) : undefined,
    weekday: significant.has(168) ? highestPhase(rhythm, 7, (at) => weekdayOf(grid.firstHour + at)) : undefined,
  };
}

function highestPhase(values: Float64Array, phases: number, phaseOf: (at: number) => number): number {
  const sums = new Float64Array(phases);
  const counts = new Float64Array(phases);
  values.forEach((value, at) => {
    const phase = phaseOf(at);
    sums[phase] = (sums[phase] as number) + value;
    counts[phase] = (counts[phase] as number) + 1;
  });
  const means = sums.map((sum, phase) => sum / Math.max(1, counts[phase] as number));
  return means.indexOf(Math.max(...means));
}
