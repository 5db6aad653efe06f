import { operatingPointAt, safeOperatingPointAt } from '../evaluation/operating-point.js';
import type { Scored } from '../evaluation/scored.js';

/** From which probability on the second class is said, so that it is seldom said wrongly. */
export interface Decision {
  /** What was asked for. */
  readonly maxFalsePositiveRate: number;
  /** Null where the rows are too few to promise it: then the second class is never said. */
  readonly threshold: number | null;
  /** Share of the second class that is found, and of the first that is taken for it, on rows held out. */
  readonly recall: number;
  readonly falsePositiveRate: number;
}

/**
 * The threshold that keeps the false-positive rate of new rows below `maxFalsePositiveRate` with 95 % confidence. `scored`: served
 * probabilities of the second class for rows held out. Undefined where a class is missing.
 */
export function decisionFor(scored: Scored, maxFalsePositiveRate: number): Decision | undefined {
  const point = safeOperatingPointAt(scored, maxFalsePositiveRate);
  if (point === undefined) return undefined;
  const { threshold = null, recall, falsePositiveRate } = point;
  return { maxFalsePositiveRate, threshold, recall, falsePositiveRate };
}

const STATED_RATES = [0.001, 0.01, 0.05] as const;

export interface StatedThreshold {
  readonly falsePositiveRate: number;
  readonly threshold: number | null;
  readonly recall: number;
}

/** For whoever decides by themselves: the thresholds at usual false-positive rates, on rows held out. */
export function statedThresholds(scored: Scored): StatedThreshold[] {
  return STATED_RATES.flatMap((rate) => {
    const point = operatingPointAt(scored, rate);
    return point === undefined ? [] : [{ falsePositiveRate: rate, threshold: point.threshold ?? null, recall: point.recall }];
  });
}
