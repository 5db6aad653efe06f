import { seededRandom } from '#kernel';
import { takeRows, type Matrix } from '../data/matrix.js';

/** Rows whose scores settle the threshold: the share above it is then within ±1.4 percentage points (two standard errors). */
export const THRESHOLD_ROWS = 2048;

/** No tree's number, so that the draw of these rows shares its stream with none. */
const THRESHOLD_STREAM = -1;

/** The rows that settle the threshold: all of them, or `THRESHOLD_ROWS` drawn with replacement by the seed. */
export function thresholdRows(features: Matrix, seed: number): Matrix {
  if (features.rows <= THRESHOLD_ROWS) return features;
  const random = seededRandom(seed).fork(THRESHOLD_STREAM);
  return takeRows(features, Int32Array.from({ length: THRESHOLD_ROWS }, () => random.below(features.rows)));
}

/**
 * The score from which on a row is anomalous, so that at most the share `contamination` of these scores is: midway
 * between the highest that is not and the next above it (1 where there is none). Rows of equal score stay together, on
 * the ordinary side if need be.
 */
export function scoreThreshold(scores: Float64Array, contamination: number): number {
  const ascending = scores.toSorted();
  const ordinary = ascending[ascending.length - 1 - Math.floor(contamination * ascending.length)] ?? 0;
  const next = ascending.find((score) => score > ordinary) ?? 1;
  const middle = (ordinary + next) / 2;
  return middle > ordinary ? middle : next;
}
