import { DURATION_BOUNDS_SECONDS, DURATION_CLASSES, durationClass, SHORT_CALL_MS } from '#ml/core';

/** Two calls lasted about equally long where neither is more than one and a half times as long as the other: the width of the narrow classes. */
export const ALIKE_WITHIN = 1.5;

/** Calls of the last class are thought to end with the hour. */
const LONGEST_SECONDS = 3600;
const FIRST = durationClass(SHORT_CALL_MS) + 1;

/** Ends of a class on the scale of logarithms. */
const endsOf = (place: number): readonly [number, number] =>
  [Math.log(DURATION_BOUNDS_SECONDS[place - 1] as number), Math.log(DURATION_BOUNDS_SECONDS[place] ?? LONGEST_SECONDS)];

const below = (difference: number): number => Math.max(0, difference) ** 2 / 2;

/** How much of the rectangle of two intervals lies where y − x is at most `most`. */
function areaUpTo(most: number, [a, b]: readonly [number, number], [c, d]: readonly [number, number]): number {
  return below(most - (c - b)) - below(most - (c - a)) - below(most - (d - b)) + below(most - (d - a));
}

/** How often calls of two classes last about equally long, where all lengths within a class, as logarithms, are equally likely. */
function alikeShare(left: number, right: number): number {
  const [x, y, width] = [endsOf(left), endsOf(right), Math.log(ALIKE_WITHIN)];
  const share = (areaUpTo(width, x, y) - areaUpTo(-width, x, y)) / ((x[1] - x[0]) * (y[1] - y[0]));
  // What rounding leaves would say that calls of far classes are alike a little.
  return Math.round(share * 1e12) / 1e12;
}

const CLASSES = Array.from({ length: DURATION_CLASSES - FIRST }, (_, at) => FIRST + at);
const ALIKE = CLASSES.map((left) => CLASSES.map((right) => alikeShare(left, right)));

/**
 * How many of the pairs of calls over ten seconds last about equally long, as far as classes tell: two of one narrow class (10–15, 15–20, 20–30, 30–45,
 * 45–60 s) do, two of a wide one (60–120, 120–300, 300–900 s, longer) or of neighbours as often as classes of their widths let them.
 * `hits / total` is the share of pairs, `total` one less than the calls; both 0 below two calls. Counts may be fractional.
 * After Simpson, Measurement of diversity, 1949, with likeness of classes as in Rao, Diversity and dissimilarity coefficients, 1982.
 */
export function alikeLengths(durations: readonly number[]): { readonly hits: number; readonly total: number } {
  const longer = durations.slice(FIRST);
  const calls = longer.reduce((sum, count) => sum + count, 0);
  if (calls < 2) return { hits: 0, total: 0 };
  let pairs = 0;
  longer.forEach((count, left) => {
    if (count === 0) return;
    const row = ALIKE[left] as readonly number[];
    longer.forEach((other, right) => (pairs += count * (other - Number(left === right)) * (row[right] as number)));
  });
  return { hits: pairs / calls, total: calls - 1 };
}
