import type { FeatureProfile } from './feature-profile.js';

/** Rows that every bin is given beforehand, on both sides: an empty bin is rare, not impossible. */
const PRIOR_ROWS = 0.5;

/** Shares of all bins and of the missing values, none of them 0. */
function smoothedShares({ rows, shares, missingShare }: FeatureProfile): number[] {
  const all = [...shares, missingShare];
  return all.map((share) => (share * rows + PRIOR_ROWS) / (rows + PRIOR_ROWS * all.length));
}

/**
 * Population stability index of live rows against the training window: Σ (live − trained) × ln(live / trained) over the bins
 * of the training window and the missing values, which is the symmetric Kullback-Leibler divergence (Jeffreys 1946).
 * Below 0.1 is read as stable, over 0.25 as drifted; chance alone gives about bins × (1/trained rows + 1/live rows). Every bin
 * is given half a row on both sides. Undefined where either side has no rows. @throws Error where the two do not share their bins
 */
export function populationStabilityIndex(trained: FeatureProfile, live: FeatureProfile): number | undefined {
  if (trained.edges.length !== live.edges.length || trained.edges.some((edge, index) => edge !== live.edges[index])) throw new Error('profiles with different bins');
  if (trained.rows === 0 || live.rows === 0) return undefined;
  const [expected, found] = [smoothedShares(trained), smoothedShares(live)];
  return found.reduce((sum, share, bin) => sum + (share - (expected[bin] as number)) * Math.log(share / (expected[bin] as number)), 0);
}
