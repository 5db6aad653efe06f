import type { Scored } from '../evaluation/scored.js';
import { countUpTo } from '../data/sorted.js';
import { poolAdjacentViolators } from './pool-adjacent-violators.js';
import { scoreGroups } from './score-groups.js';

/** A score's way to a probability: straight lines between points, flat beyond them. Plain JSON. */
export interface CalibrationCurve {
  /** Strictly ascending; at least one. */
  readonly scores: readonly number[];
  /** Never falling, 0–1. */
  readonly probabilities: readonly number[];
}

/** How much of a calibrated probability follows the score alone. */
const STRICTNESS = 1e-3;

/**
 * Isotonic regression of the labels on held-out scores; a flat stretch keeps its two ends, as scikit-learn's does.
 * Undefined where positives or negatives are missing. @throws Error as `scoreGroups`
 */
export function fitCalibrationCurve(scored: Scored): CalibrationCurve | undefined {
  const blocks = poolAdjacentViolators(scoreGroups(scored));
  const positives = blocks.reduce((sum, block) => sum + block.positives, 0);
  const weight = blocks.reduce((sum, block) => sum + block.weight, 0);
  if (positives <= 0 || positives >= weight) return undefined;
  const ends = blocks.flatMap(({ lowest, highest, ...block }) =>
    (lowest === highest ? [lowest] : [lowest, highest]).map((score) => ({ score, probability: Math.min(1, block.positives / block.weight) })));
  return { scores: ends.map(({ score }) => score), probabilities: ends.map(({ probability }) => probability) };
}

/** The curve itself at a score, ties and certainties included. O(log n). */
export function curveAt({ scores, probabilities }: CalibrationCurve, score: number): number {
  const after = countUpTo(scores, score);
  const [left, right] = [probabilities[after - 1], probabilities[after]];
  if (left === undefined || right === undefined) return (left ?? right) as number;
  const from = scores[after - 1] as number;
  // Rounding may not lift a point over the next one.
  return Math.min(right, left + ((score - from) / ((scores[after] as number) - from)) * (right - left));
}

/** A share of 0…1 that rises with the score everywhere, ½ in the middle of the curve. Each step rounds in order, so the whole does. */
function place({ scores }: CalibrationCurve, score: number): number {
  const [lowest, highest] = [scores[0] as number, scores.at(-1) as number];
  const distance = (score - (lowest / 2 + highest / 2)) / (highest > lowest ? highest - lowest : 1);
  return distance >= 0 ? 1 - 0.5 / (1 + distance) : 0.5 / (1 - distance);
}

/**
 * The probability of a score. Isotonic regression ties scores that it pools and is certain at its ends; blending in a
 * thousandth of a strictly rising curve keeps every order of scores (but for those as near as doubles resolve), keeps 0 and 1
 * away, and moves no probability by more than 0.001. O(log n).
 */
export function calibrate(curve: CalibrationCurve, score: number): number {
  return (1 - STRICTNESS) * curveAt(curve, score) + STRICTNESS * place(curve, score);
}
