import { medianInPlace } from '#kernel';
import { cycleSubseries } from './cycle-subseries.js';
import { smooth, type Loess } from './loess.js';

export interface StlOptions {
  /** Points in a cycle, at least 2. */
  readonly period: number;
  /** Of the seasonal smoother, in cycles; odd. Small lets the season change quickly. 7 if left out. */
  readonly seasonalWindow?: number;
  /** Whether a phase may drift along a line from cycle to cycle (1, as in the paper) or not (0, as in R). 1 if left out. */
  readonly seasonalDegree?: 0 | 1;
  /** Of the trend smoother, in points; odd and longer than the period. If left out the least that Cleveland recommends. */
  readonly trendWindow?: number;
  /** Fit each smoother every so many tenths of its window (R's choice is 1) and draw lines between; every point if left out. */
  readonly jumpTenths?: number;
  /** Times the season and the trend are refined by each other: 2 if left out. */
  readonly innerIterations?: number;
  /** Times that outliers lose weight: 0, which is not robust, if left out. 15 is Cleveland's choice, 1 or 2 nearly as good. */
  readonly outerIterations?: number;
  /**
   * The finest remainder to be believed, 0 if left out. Without it the robust weights of a series that is exact but for a spike, such as zeros, fall
   * on what the spike has spoilt as well.
   */
  readonly grain?: number;
  /** Weight of each value before any robustness: 0 for one that is missing and only filled in. */
  readonly weights?: Float64Array;
}

export interface Stl {
  readonly seasonal: Float64Array;
  readonly trend: Float64Array;
  /** values − seasonal − trend. */
  readonly remainder: Float64Array;
  /** How much each value counted at last. */
  readonly weights: Float64Array;
}

interface Smoothers {
  readonly period: number;
  readonly seasonal: Loess;
  readonly trend: Loess;
  readonly lowPass: Loess;
}

const odd = (value: number): number => Math.ceil(value) + (Math.ceil(value) % 2 === 0 ? 1 : 0);

/**
 * Splits a series of at least two cycles into season, trend and remainder by LOESS. Values must be finite; a missing one is filled
 * in by whatever and given the weight 0. Shorter series and periods under 2 throw a RangeError.
 * O(n · (window of the trend / jump) · iterations). Source: R. B. Cleveland, W. S. Cleveland, McRae & Terpenning, STL,
 * Journal of Official Statistics 6 (1990).
 */
export function stl(values: Float64Array, options: StlOptions): Stl {
  if (options.period < 2 || values.length < 2 * options.period) throw new RangeError('STL wants two cycles of two points or more');
  const smoothers = smoothersOf(options);
  const prior = options.weights;
  const seasonal = new Float64Array(values.length);
  let trend: Float64Array = new Float64Array(values.length);
  let weights = prior;
  const outer = options.outerIterations ?? 0;
  for (let round = 0; round <= outer; round++) {
    for (let inner = options.innerIterations ?? 2; inner > 0; inner--) trend = refine({ values, seasonal, trend }, smoothers, weights);
    if (round < outer) weights = robustWeights({ values, seasonal, trend }, prior, options.grain ?? 0);
  }
  const remainder = values.map((value, at) => value - (seasonal[at] as number) - (trend[at] as number));
  return { seasonal, trend, remainder, weights: weights ?? new Float64Array(values.length).fill(1) };
}

function smoothersOf(options: StlOptions): Smoothers {
  const { period, seasonalWindow = 7 } = options;
  const smoother = (window: number, degree: 0 | 1 = 1): Loess => {
    const jump = options.jumpTenths === undefined ? 1 : Math.max(1, Math.ceil((window * options.jumpTenths) / 10));
    return { window, degree, jump };
  };
  return {
    period,
    seasonal: smoother(seasonalWindow, options.seasonalDegree),
    trend: smoother(options.trendWindow ?? odd((1.5 * period) / (1 - 1.5 / seasonalWindow))),
    lowPass: smoother(odd(period + 1)),
  };
}

interface Parts {
  readonly values: Float64Array;
  readonly seasonal: Float64Array;
  readonly trend: Float64Array;
}

/** One inner loop: writes the season anew and returns the trend that fits it. */
function refine({ values, seasonal, trend }: Parts, smoothers: Smoothers, weights: Float64Array | undefined): Float64Array {
  const { period } = smoothers;
  const detrended = values.map((value, at) => value - (trend[at] as number));
  const cycles = cycleSubseries(detrended, { period, loess: smoothers.seasonal }, weights);
  const level = smooth(movingAverage(movingAverage(movingAverage(cycles, period), period), 3), smoothers.lowPass);
  const deseasonalised = new Float64Array(values.length);
  for (let at = 0; at < values.length; at++) {
    seasonal[at] = (cycles[at + period] as number) - (level[at] as number);
    deseasonalised[at] = (values[at] as number) - (seasonal[at] as number);
  }
  return smooth(deseasonalised, smoothers.trend, weights);
}

/** Of every `width` values in a row. */
function movingAverage(values: Float64Array, width: number): Float64Array {
  const averages = new Float64Array(values.length - width + 1);
  let sum = 0;
  for (let at = 0; at < values.length; at++) {
    sum += values[at] as number;
    if (at >= width) sum -= values[at - width] as number;
    if (at >= width - 1) averages[at - width + 1] = sum / width;
  }
  return averages;
}

/** Bisquare weights of the remainders, 0 from six median absolute remainders (or grains, if these are larger) on. */
function robustWeights({ values, seasonal, trend }: Parts, prior: Float64Array | undefined, grain: number): Float64Array {
  const remainders = values.map((value, at) => Math.abs(value - (seasonal[at] as number) - (trend[at] as number)));
  const known = prior === undefined ? Float64Array.from(remainders) : remainders.filter((_, at) => (prior[at] as number) > 0);
  const limit = 6 * Math.max(medianInPlace(known) ?? 0, grain);
  return remainders.map((remainder, at) => {
    let weight = 0;
    if (remainder <= 0.001 * limit) weight = 1;
    else if (remainder <= 0.999 * limit) weight = (1 - (remainder / limit) ** 2) ** 2;
    return weight * (prior?.[at] ?? 1);
  });
}
