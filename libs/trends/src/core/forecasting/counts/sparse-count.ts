import type { Series, WholeSeries } from '../series.js';

/** Hours that hold anything hold fewer on average. */
const FEW = 10;

/** Of the values that are known: a count on a clock that goes back has an hour that is the mean of two. */
const LEAST_WHOLE = 0.95;

/**
 * Whether a series counts something so rare that its hours are mostly 0 or small: a count, of whole numbers, of which those above 0 are below 10 on
 * average. Their median is no level: hours of a third of a call have a median of 0. False of nothing but zeros, of which nothing can be learnt.
 */
export function isSparseCount({ values, present, known }: Pick<WholeSeries, 'values' | 'present' | 'known'>, count: Series['count']): boolean {
  if (count === undefined) return false;
  let [above, sum, whole] = [0, 0, 0];
  values.forEach((value, at) => {
    if (present[at] !== 1) return;
    whole += Number(Number.isInteger(value));
    if (value < 0) whole = -Infinity;
    if (value <= 0) return;
    above++;
    sum += value;
  });
  return above > 0 && sum < FEW * above && whole >= LEAST_WHOLE * known;
}
