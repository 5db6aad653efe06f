/** Equal likelihoods may differ by rounding. */
const SAME = 1 + 1e-7;

interface Counts {
  readonly least: number;
  readonly most: number;
  readonly mode: number;
  /** How much likelier `count + 1` is than `count`. */
  readonly step: (count: number) => number;
}

/** Chance of a count as unlikely as the one observed, or more, of either side. */
function asUnlikely(observed: number, { least, most, mode, step }: Counts): number {
  const above = new Float64Array(most - mode + 1).fill(1);
  for (let at = 1; at < above.length; at++) above[at] = (above[at - 1] as number) * step(mode + at - 1);
  const below = new Float64Array(mode - least + 1).fill(1);
  for (let at = 1; at < below.length; at++) below[at] = (below[at - 1] as number) / step(mode - at);
  const bound = SAME * (observed >= mode ? (above[observed - mode] as number) : (below[mode - observed] as number));
  let all = -1;
  let rare = bound >= 1 ? -1 : 0;
  for (const weights of [above, below]) {
    for (const weight of weights) {
      all += weight;
      if (weight <= bound) rare += weight;
    }
  }
  return Math.min(1, rare / all);
}

/**
 * Exact binomial test, two-sided by likelihood (as R's `binom.test`): whether `hits` of `trials` fit a chance of `share`,
 * strictly between 0 and 1. O(trials).
 */
export function binomialTest(hits: number, trials: number, share: number): number {
  const odds = share / (1 - share);
  const mode = Math.min(trials, Math.floor((trials + 1) * share));
  return asUnlikely(hits, { least: 0, most: trials, mode, step: (count) => ((trials - count) / (count + 1)) * odds });
}

/** A part of something, counted. */
export interface Share {
  readonly hits: number;
  readonly trials: number;
}

/** Fisher's exact test, two-sided by likelihood: whether two shares are one. O(trials of the smaller). */
export function fisherTest(one: Share, other: Share): number {
  const hits = one.hits + other.hits;
  const least = Math.max(0, hits - other.trials);
  const most = Math.min(one.trials, hits);
  const mode = Math.min(most, Math.max(least, Math.floor(((one.trials + 1) * (hits + 1)) / (one.trials + other.trials + 2))));
  const step = (count: number): number => ((one.trials - count) * (hits - count)) / ((count + 1) * (other.trials - hits + count + 1));
  return asUnlikely(one.hits, { least, most, mode, step });
}

/**
 * Whether events of two spans came at one rate: given their sum, the first count is binomial (Przyborowski and Wilenski, Biometrika 31, 1940).
 * @param counts of either span; integers
 * @param spans their lengths, of any one unit
 */
export function rateRatioTest(counts: readonly [number, number], spans: readonly [number, number]): number {
  return binomialTest(counts[0], counts[0] + counts[1], spans[0] / (spans[0] + spans[1]));
}
