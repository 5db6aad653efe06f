import { byStart, startMs } from './line.js';
import type { OperatingClock } from './operating-clock.js';
import type { Suspect } from './suspect.js';

/** At either end, at most; and no more than a quarter of the block. */
const MOST_STRAYS = 12;
/** A tenth of a day of work: no crowd is taken for denser than that. */
const SHORTEST_DAYS = 0.1;

/** ln of the likelihood of so many in so long at their own pace, but for a constant. */
const fit = (numbers: number, days: number): number => (numbers > 0 ? numbers * Math.log(numbers / Math.max(SHORTEST_DAYS, days)) : 0);

/**
 * Without the few that came long before or after the crowd, such as wrong numbers from the same block in other weeks: the
 * crowd is that run of numbers for which two paces, one within and one outside, explain all of them best.
 * @param days how long has been looked at, in days of work
 */
export function withoutStrays(block: readonly Suspect[], clock: OperatingClock, days: number): readonly Suspect[] {
  const sorted = [...block].sort(byStart);
  const moments = sorted.map((suspect) => clock(startMs(suspect)));
  const strays = Math.min(MOST_STRAYS, sorted.length >> 2);
  const fitOf = (first: number, last: number): number => {
    const life = (moments[last] as number) - (moments[first] as number);
    return fit(last - first + 1, life) + fit(sorted.length - (last - first + 1), days - life);
  };
  // One nat of allowance: a single late number is no stray.
  let best = { first: 0, last: sorted.length - 1, fit: sorted.length > 0 ? fitOf(0, sorted.length - 1) + 1 : 0 };
  for (let first = 0; first <= strays; first++) {
    for (let last = sorted.length - 1; last >= sorted.length - 1 - strays && last > first; last--) {
      const own = fitOf(first, last);
      if (own > best.fit) best = { first, last, fit: own };
    }
  }
  return sorted.slice(best.first, best.last + 1);
}
