import type { Interval } from '#kernel';
import { countBelow, countUpTo } from '../data/sorted.js';
import type { Scored } from '../evaluation/scored.js';
import { scoreGroups, type ScoreGroup } from './score-groups.js';

/** Where a step function changes, ascending, and its value from (or up to) there. */
export interface Steps {
  readonly scores: readonly number[];
  readonly values: readonly number[];
}

/** Both answers to every score, worked out beforehand. Plain JSON. */
export interface VennAbers {
  /** What isotonic regression says of a score once it has been added as a negative: 0 before the first step, then its value from there on. */
  readonly asNegative: Steps;
  /** And as a positive: values up to and with their score, 1 after the last. */
  readonly asPositive: Steps;
}

interface Point {
  readonly weight: number;
  readonly positives: number;
}

const slope = (from: Point, to: Point): number => (to.positives - from.positives) / (to.weight - from.weight);

/** Whether `middle` lies under the line from `left` to `right`. */
function isBelow(middle: Point, left: Point, right: Point): boolean {
  return (middle.positives - left.positives) * (right.weight - left.weight) < (right.positives - left.positives) * (middle.weight - left.weight);
}

/** Puts a point, left of all others, on a lower convex hull kept as a stack with its leftmost corner on top. */
function pushCorner(hull: Point[], point: Point): void {
  while (hull.length > 1 && !isBelow(hull.at(-1) as Point, point, hull.at(-2) as Point)) hull.pop();
  hull.push(point);
}

/**
 * For each group, the isotonic value it would have with one positive more. Isotonic regression is the slope of the lower
 * convex hull of the cumulative sums; a positive more at group i moves the sums before it one left and one down. So the hull
 * is built once from the right, and moves past one group at a time. O(n) (Vovk, Petej & Fedorova 2015, section 3).
 */
function valuesAsPositive(groups: readonly ScoreGroup[]): number[] {
  let sum: Point = { weight: 0, positives: 0 };
  const sums = groups.map((group) => (sum = { weight: sum.weight + group.weight, positives: sum.positives + group.positives }));
  const hull: Point[] = [];
  for (const point of sums.toReversed()) pushCorner(hull, point);
  pushCorner(hull, { weight: -1, positives: -1 });
  return sums.map(({ weight, positives }) => {
    const [left, right] = [hull.at(-1) as Point, hull.at(-2) as Point];
    const moved = { weight: weight - 1, positives: positives - 1 };
    if (isBelow(moved, left, right)) {
      hull.pop();
      pushCorner(hull, moved);
    }
    return slope(left, right);
  });
}

/** As negatives are the positives of the mirrored scores. */
function valuesAsNegative(groups: readonly ScoreGroup[]): number[] {
  const mirrored = groups.map((group) => ({ ...group, positives: group.weight - group.positives })).reverse();
  return valuesAsPositive(mirrored).map((value) => 1 - value).reverse();
}

function stepsOf(groups: readonly ScoreGroup[], values: readonly number[], isKept: (index: number) => boolean): Steps {
  const kept = values.flatMap((value, index) => (isKept(index) ? [{ value, score: (groups[index] as ScoreGroup).score }] : []));
  return { scores: kept.map(({ score }) => score), values: kept.map(({ value }) => value) };
}

/**
 * An inductive Venn-Abers predictor on held-out scores (Vovk & Petej 2014). If new rows are exchangeable with the held-out
 * ones, one of the two probabilities it gives is perfectly calibrated. Rows are counted, weights left out; without rows every
 * interval is [0, 1]. O(n log n). @throws Error as `scoreGroups`
 */
export function fitVennAbers({ scores, labels }: Scored): VennAbers {
  const groups = scoreGroups({ scores, labels });
  const [asNegative, asPositive] = [valuesAsNegative(groups), valuesAsPositive(groups)];
  return {
    asNegative: stepsOf(groups, asNegative, (index) => asNegative[index] !== asNegative[index - 1]),
    asPositive: stepsOf(groups, asPositive, (index) => asPositive[index] !== asPositive[index + 1]),
  };
}

/** The probability of a positive at a score if it turned out negative (lower) and positive (upper). O(log n). */
export function vennAbersInterval({ asNegative, asPositive }: VennAbers, score: number): Interval {
  return {
    lower: asNegative.values[countUpTo(asNegative.scores, score) - 1] ?? 0,
    upper: asPositive.values[countBelow(asPositive.scores, score)] ?? 1,
  };
}

/** The single probability of least regret in log loss, upper / (1 − lower + upper) (Vovk & Petej 2014). */
export function mergedProbability({ lower, upper }: Interval): number {
  return upper / (1 - lower + upper);
}
