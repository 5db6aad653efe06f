import { median } from '#kernel';
import { attributeScores, growTrees, packForest, scoreRows, type Matrix } from '#ml/core';
import type { BehaviourDays } from './behaviour-days.js';
import { BEHAVIOUR, NORMAL_MAD, type DayRange, type Feature } from './behaviour-features.js';
import { describeDay, type DayFinding } from './day-finding.js';

/** Days that a day is compared with: those before it, at least and at most. */
export const FEWEST_DAYS = 21;
export const MOST_DAYS = 90;

/** A feature of fewer days than this is not judged. */
const FEWEST_VALUES = 14;
const TREES = 100;
/** Standard deviations that some feature of an ordinary day may well be off. */
const CHANCE = 2;

/** How far a day must stand out to be told of. */
export interface Thresholds {
  /** Standard deviations, in at least one feature. */
  readonly deviation: number;
  /** Share of the days, the judged one among them, that may be at least as strange to the forest. */
  readonly share: number;
}

/** What days are judged by. */
export interface Judging {
  readonly features: readonly Feature[];
  readonly thresholds: Thresholds;
  /** Of the user: the same days give the same answer. */
  readonly seed: number;
}

/**
 * Whether a day stands out among the up to 90 days before it, and by what; undefined where it does not, or where fewer than 21 days stand before it.
 * Nothing later is asked, so what is said of a day stays, unless calls of that time arrive late.
 *
 * First some feature must be far from its median, in robust standard deviations no smaller than chance alone makes (median and MAD; P. J. Huber,
 * Robust Statistics, 1981). Then the day must be among the farthest in a feature, or among the strangest as a whole to an isolation forest (Liu,
 * Ting, Zhou, ICDM 2008) grown on these days and the judged one: so what comes every weekend is not told of. As the judged day is one of those
 * it is ranked among, a rank is a conformal p-value (Vovk, Gammerman, Shafer, 2005), and each of the two may use up half of the share: of days
 * that are alike, at most `thresholds.share` are told of, however their figures are distributed — or 2 days in 22 … 91, where that is more.
 *
 * Cost: about 0.3 ms; with a forest, which few days need, some milliseconds.
 * @param at the day's place in the arrays
 */
export function judgeDay(days: BehaviourDays, at: number, judging: Judging): DayFinding | undefined {
  if (at < FEWEST_DAYS || at >= days.length) return undefined;
  const range = { from: Math.max(0, at - MOST_DAYS), to: at + 1 };
  const columns = judging.features.map((feature) => BEHAVIOUR[feature].units(days, range).map(deviations).reduce(farther));
  const own = columns.map((column) => column.at(-1) as number);
  if (!own.some((deviation) => Math.abs(deviation) >= judging.thresholds.deviation)) return undefined;
  const strangeness = strangenessOf(columns, range, judging);
  return strangeness === undefined ? undefined : describeDay({ days, at, range, features: judging.features, deviations: own, ...strangeness });
}

/** Distance from the median in standard deviations, at least one unit each; NaN where a day, or the feature, has too little to say. */
function deviations(units: Float64Array): Float64Array {
  let present = 0;
  for (const unit of units) if (unit === unit) present++;
  const middle = present < FEWEST_VALUES ? undefined : median(units);
  if (middle === undefined) return units.fill(NaN);
  const distances = new Float64Array(units.length);
  for (let day = 0; day < units.length; day++) distances[day] = Math.abs((units[day] as number) - middle);
  const spread = Math.max(1, NORMAL_MAD * (median(distances) ?? 0));
  for (let day = 0; day < units.length; day++) units[day] = ((units[day] as number) - middle) / spread;
  return units;
}

/** Of two ways to see the same days, each day as it is farther off. */
function farther(one: Float64Array, other: Float64Array): Float64Array {
  return one.map((deviation, day) => (Math.abs(other[day] as number) > Math.abs(deviation) ? (other[day] as number) : deviation));
}

/**
 * What is left of a deviation once what chance often makes is taken off; 0 where there is none. So ordinary days are one point to the forest, and
 * it does not spend its splits on features in which no day stands out.
 */
function beyondChance(deviation: number): number {
  return Math.abs(deviation) > CHANCE ? deviation - Math.sign(deviation) * CHANCE : 0;
}

/** The forest's score of the last row and what each column adds to it; undefined where it is neither among the farthest in a column nor among the strangest. */
function strangenessOf(columns: readonly Float64Array[], { from, to }: DayRange, { thresholds, seed }: Judging): { score: number; contributions: Float64Array } | undefined {
  const rows = to - from;
  const matrix: Matrix = { rows, columns: columns.length, values: new Float64Array(rows * columns.length) };
  const farthest = new Float64Array(rows);
  columns.forEach((column, index) => column.forEach((deviation, row) => {
    matrix.values[row * columns.length + index] = beyondChance(deviation);
    if (Math.abs(deviation) > (farthest[row] as number)) farthest[row] = Math.abs(deviation);
  }));
  const forest = packForest(growTrees(matrix, { sampleSize: rows, seed }, { from: 0, to: TREES }, () => undefined), columns.length, rows);
  const scores = scoreRows(forest, matrix);
  const most = Math.max(1, (thresholds.share / 2) * rows);
  if (rankOfLast(farthest) > most && rankOfLast(scores) > most) return undefined;
  const own: Matrix = { rows: 1, columns: columns.length, values: matrix.values.subarray((rows - 1) * columns.length) };
  return { score: scores.at(-1) as number, contributions: attributeScores(forest, own).contributions };
}

/** How many values are at least as large as the last, which is one of them. */
function rankOfLast(values: Float64Array): number {
  const last = values.at(-1) as number;
  return values.filter((value) => value >= last).length;
}
