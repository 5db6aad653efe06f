import { median } from '#kernel';
import type { BehaviourDays } from './behaviour-days.js';

export const FEATURES = ['callsIn', 'callsOut', 'answerRate', 'aiHandledShare', 'nightShare', 'meanDurationSeconds', 'activeHours', 'newCallers'] as const;
export type Feature = (typeof FEATURES)[number];

/** Days `from` … `to` − 1 by their place in the arrays. */
export interface DayRange {
  readonly from: number;
  readonly to: number;
}

/** One thing that days are compared by. */
export interface BehaviourFeature {
  /** What a person reads: calls, a share, seconds, hours; undefined where the day has nothing to say. */
  value(days: BehaviourDays, at: number): number | undefined;
  /** What is usual on these days. */
  expected(days: BehaviourDays, range: DayRange): number | undefined;
  /**
   * The days in units in which pure chance has a standard deviation of about one; NaN where a day has nothing to say. Where there are two such units,
   * each sees what the other does not.
   */
  units(days: BehaviourDays, range: DayRange): readonly Float64Array[];
}

type Column = 'incoming' | 'outgoing' | 'newCallers';

function sumOf(values: Float64Array, { from, to }: DayRange): number {
  return values.subarray(from, to).reduce((sum, value) => sum + value, 0);
}

/** Makes a median absolute deviation the standard deviation of a normal distribution. */
export const NORMAL_MAD = 1.4826;
/** Below, days differ by chance alone for all that can be told of them. */
const LEAST_BURST = 0.01;

/**
 * How much more than by chance a user's days differ: φ of a count with variance μ + φμ², from the median and the median absolute deviation of its
 * roots; 0 where they differ by no more than chance makes them.
 */
function burstOf(roots: Float64Array): number {
  const middle = median(roots) ?? 0;
  const spread = NORMAL_MAD * (median(roots.map((root) => Math.abs(root - middle))) ?? 0);
  return Math.max(0, spread ** 2 - 1) / Math.max(1, (middle / 2) ** 2);
}

/**
 * Calls that come by chance are a Poisson count, whose 2√(x + ⅜) has variance one. Those of a user whose days come in bursts have variance μ + φμ²,
 * and 2 ÷ √φ × arsinh √(φ(x + ⅜)) has (both F. J. Anscombe, Biometrika 35, 1948): in roots no silence is far from what bursts make of a day, in those
 * units hardly any rush is. So such a user's days are seen in both.
 */
function count(column: Column): BehaviourFeature {
  return {
    value: (days, at) => days[column][at],
    expected: (days, { from, to }) => median(days[column].subarray(from, to)),
    units: (days, { from, to }) => {
      const roots = days[column].subarray(from, to).map((calls) => 2 * Math.sqrt(calls + 0.375));
      const scale = Math.sqrt(burstOf(roots));
      return scale ** 2 < LEAST_BURST ? [roots] : [roots, roots.map((root) => (2 / scale) * Math.asinh((scale * root) / 2))];
    },
  };
}

const angle = (part: number, whole: number): number => Math.asin(Math.sqrt((part + 0.375) / (whole + 0.75)));

/** A share of n calls: 2√n × the arcsine of its root has variance one (Anscombe, as above), so that three calls never say as much as thirty. */
function share(partOf: (days: BehaviourDays) => Float64Array, wholeOf: (days: BehaviourDays, at: number) => number): BehaviourFeature {
  const wholeIn = (days: BehaviourDays, { from, to }: DayRange): Float64Array => Float64Array.from({ length: to - from }, (_, at) => wholeOf(days, from + at));
  const pooled = (days: BehaviourDays, range: DayRange): [number, number] => [sumOf(partOf(days), range), wholeIn(days, range).reduce((sum, whole) => sum + whole, 0)];
  return {
    value: (days, at) => (wholeOf(days, at) > 0 ? (partOf(days)[at] as number) / wholeOf(days, at) : undefined),
    expected: (days, range) => {
      const [part, whole] = pooled(days, range);
      return whole > 0 ? part / whole : undefined;
    },
    units: (days, range) => {
      const usual = angle(...pooled(days, range));
      const parts = partOf(days);
      return [wholeIn(days, range).map((whole, at) => (whole > 0 ? 2 * Math.sqrt(whole) * (angle(parts[range.from + at] as number, whole) - usual) : NaN))];
    },
  };
}

const meanSeconds = ({ answeredMs, timed }: BehaviourDays, at: number): number | undefined =>
  (timed[at] as number) > 0 ? (answeredMs[at] as number) / (timed[at] as number) / 1000 : undefined;

function meansIn(days: BehaviourDays, { from, to }: DayRange): Float64Array {
  return Float64Array.from({ length: to - from }, (_, at) => meanSeconds(days, from + at) ?? NaN);
}

/** Lengths of calls spread about as much as their mean, so the logarithm of a mean of n has a standard deviation near 1 ÷ √n. */
const meanDuration: BehaviourFeature = {
  value: meanSeconds,
  expected: (days, range) => median(meansIn(days, range)),
  units: (days, range) => {
    const logs = meansIn(days, range).map((seconds) => Math.log(seconds + 1));
    const usual = median(logs) ?? NaN;
    return [logs.map((log, at) => Math.sqrt(days.timed[range.from + at] as number) * (log - usual))];
  },
};

/** The most that the number of hours hit by calls spread over 24 hours by chance can vary (occupancy; W. Feller, An Introduction to Probability Theory I, 1950). */
const OCCUPANCY_DEVIATION = 1.56;

const activeHours: BehaviourFeature = {
  value: (days, at) => days.activeHours[at],
  expected: (days, { from, to }) => median(days.activeHours.subarray(from, to)),
  units: (days, { from, to }) => [days.activeHours.subarray(from, to).map((hours) => hours / OCCUPANCY_DEVIATION)],
};

const incomingOn = (days: BehaviourDays, at: number): number => days.incoming[at] as number;

export const BEHAVIOUR: Readonly<Record<Feature, BehaviourFeature>> = {
  callsIn: count('incoming'),
  callsOut: count('outgoing'),
  answerRate: share((days) => days.answered, incomingOn),
  aiHandledShare: share((days) => days.aiHandled, incomingOn),
  nightShare: share((days) => days.night, (days, at) => incomingOn(days, at) + (days.outgoing[at] as number)),
  meanDurationSeconds: meanDuration,
  activeHours,
  newCallers: count('newCallers'),
};
