/**
 * The most successes in `trials` at which the upper confidence bound of their rate (Clopper & Pearson 1934, one-sided) still
 * is at most `rate`: the largest k with P(Binomial(trials, rate) ≤ k) ≤ 1 − confidence. Undefined where even none are too many.
 */
export function mostSuccesses(trials: number, rate: number, confidence: number): number | undefined {
  if (rate >= 1) return trials;
  if (rate <= 0) return undefined;
  const logOdds = Math.log(rate) - Math.log1p(-rate);
  // In logarithms: the chance of no success in a million trials is 0 in doubles, later terms are not.
  let logChance = trials * Math.log1p(-rate);
  let below = Math.exp(logChance);
  let successes = -1;
  while (below <= 1 - confidence && successes < trials) {
    successes++;
    logChance += Math.log((trials - successes) / (successes + 1)) + logOdds;
    below += Math.exp(logChance);
  }
  return successes < 0 ? undefined : successes;
}
