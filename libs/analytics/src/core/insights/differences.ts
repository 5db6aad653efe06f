import { normalTail } from '#kernel';

const Z_ALPHA = 1.96;
const ALPHA = 0.05;
/** Fewer events tell nothing, whatever they add up to. */
const FEWEST = 10;

/**
 * Whether two counts of equally long periods differ by more than chance at 5 %: under equal rates the one is binomial(n, ½) of both, taken as normal with a
 * continuity correction. False under ten events together. Source: Przyborowski & Wilenski, Biometrika 31 (1940).
 */
export function countsDiffer(one: number, other: number): boolean {
  const both = one + other;
  return both >= FEWEST && (Math.abs(one - other) - 1) / Math.sqrt(both) >= Z_ALPHA;
}

/** Beyond, the normal distribution differs too little to matter here, and the sum would take milliseconds. */
const EXACT_UP_TO = 2000;

/**
 * Chance of `atLeast` or more of `events` when each happens with `chance`: exactly up to 2,000 events, as normal with a continuity correction beyond. O(events).
 * @param chance strictly between 0 and 1
 */
export function binomialTail(events: number, atLeast: number, chance: number): number {
  if (events > EXACT_UP_TO) return normalTail((atLeast - 0.5 - events * chance) / Math.sqrt(events * chance * (1 - chance)));
  let log = events * Math.log1p(-chance);
  let tail = atLeast <= 0 ? Math.exp(log) : 0;
  for (let at = 1; at <= events; at++) {
    log += Math.log((events - at + 1) / at) + Math.log(chance / (1 - chance));
    if (at >= atLeast) tail += Math.exp(log);
  }
  return Math.min(1, tail);
}

/** The fullest of equally likely bins, where it holds more than chance at 5 %, Bonferroni over the bins. Undefined where none does, and under ten events. */
export function fullestBin(bins: readonly number[]): { readonly at: number; readonly count: number } | undefined {
  const total = bins.reduce((sum, count) => sum + count, 0);
  if (total < FEWEST) return undefined;
  const count = Math.max(...bins);
  return binomialTail(total, count, 1 / bins.length) <= ALPHA / bins.length ? { at: bins.indexOf(count), count } : undefined;
}
