const Z_ALPHA = 1.96;
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

/**
 * The fullest of equally likely bins, where it holds more than chance: binomial, as normal with a continuity correction, Bonferroni over the bins by
 * `zCritical`. Undefined where none does, and under ten events.
 */
export function fullestBin(bins: readonly number[], zCritical: number): { readonly at: number; readonly count: number } | undefined {
  const total = bins.reduce((sum, count) => sum + count, 0);
  if (total < FEWEST) return undefined;
  const count = Math.max(...bins);
  const share = 1 / bins.length;
  const z = (count - total * share - 0.5) / Math.sqrt(total * share * (1 - share));
  return z >= zCritical ? { at: bins.indexOf(count), count } : undefined;
}
