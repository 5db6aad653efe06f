import type { Origins } from '../forecast-method.js';
import type { WholeSeries } from '../series.js';

/** Expected values and what came. */
export interface Judged {
  readonly means: Float64Array;
  readonly counts: Float64Array;
}

type Known = Pick<WholeSeries, 'values' | 'present'>;

/** Every known value of the backtest beside what was expected of it, by origin. */
export function judgedValues(means: readonly Float64Array[], { origins, horizon }: Origins, { values, present }: Known): Judged {
  const judged = { means: new Float64Array(origins.length * horizon), counts: new Float64Array(origins.length * horizon) };
  let found = 0;
  origins.forEach((origin, which) => {
    const row = means[which] as Float64Array;
    for (let ahead = 0; ahead < horizon; ahead++) {
      if (present[origin + ahead] !== 1) continue;
      judged.means[found] = row[ahead] as number;
      judged.counts[found++] = values[origin + ahead] as number;
    }
  });
  return { means: judged.means.subarray(0, found), counts: judged.counts.subarray(0, found) };
}

/** The same added up over each origin's horizon, of those that hold anything known. */
export function judgedSums(means: readonly Float64Array[], { origins, horizon }: Origins, known: Known): Judged {
  const sums = origins.map((origin, which) => {
    const judged = judgedValues([means[which] as Float64Array], { origins: [origin], horizon }, known);
    return { mean: total(judged.means), count: total(judged.counts) };
  }).filter(({ mean }) => mean > 0);
  return { means: Float64Array.from(sums, ({ mean }) => mean), counts: Float64Array.from(sums, ({ count }) => count) };
}

/** Half of Poisson's deviance a value, but for what is the same whatever was expected. */
export function devianceOf({ means, counts }: Judged): number {
  let sum = 0;
  means.forEach((mean, at) => (sum += mean - (counts[at] as number) * Math.log(mean)));
  return means.length > 0 ? sum / means.length : 0;
}

export const total = (values: Float64Array | Uint8Array): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};
