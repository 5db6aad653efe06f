import type { FeatureProfile } from '../drift/feature-profile.js';

/** Above it an index is read as drift. */
const DRIFTED = 0.25;
/** Normal quantile of one in ten thousand. */
const RARE = 3.719;

/** Wilson & Hilferty (1931): within 4 % so far out, from three degrees on. */
function chiSquaredQuantile(degrees: number, z: number): number {
  const spread = 2 / (9 * degrees);
  return degrees * (1 - spread + z * Math.sqrt(spread)) ** 3;
}

/**
 * The population stability index above which rows have drifted: 0.25, or, where few rows let chance alone come so far, what
 * it reaches once in ten thousand times: without drift the index is about (1/trained + 1/live rows) × χ² of bins − 1 degrees.
 */
export function stabilityThreshold({ rows, shares }: FeatureProfile, liveRows: number): number {
  return Math.max(DRIFTED, (1 / rows + 1 / liveRows) * chiSquaredQuantile(shares.length, RARE));
}
