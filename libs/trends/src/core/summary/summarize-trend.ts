import { levelShifts, withoutShifts, type LevelShift } from '../change-points/level-shifts.js';
import { mannKendall, type MannKendall } from '../trend/mann-kendall.js';
import { serialCorrelation } from '../trend/serial-correlation.js';
import { theilSen, withoutSlope } from '../trend/theil-sen.js';
import { HOUR_MS, hourlyPoints, type HourlyPoints } from './hourly-points.js';
import { leastScatter, levelsOf, type Levels } from './levels.js';
import { localGrid, type LocalGrid } from './local-grid.js';
import { METRICS, type MetricTraits } from './metrics.js';
import { ordinaryLevel } from './recent-level.js';
import { peakOf } from './rhythm.js';
import { decompose } from './seasons.js';
import { sentences } from './sentences.js';
import { temperedGrid } from './tempered-grid.js';
import type { ChangePoint, Direction, Seasonality, TrendQuestion, TrendSummary } from './trend-summary.js';
import { unusualHours } from './unusual-hours.js';

/** Under so many hours with a value, or from the first to the last, a trend cannot be told from a day's rhythm. */
const FEWEST_HOURS = 24;
const SHORTEST_SPAN_HOURS = 72;
/** Fewest levels that can show a trend at 5 % with room for their autocorrelation. */
const FEWEST_LEVELS = 8;
/** Chance of calling a level series a trend. */
const ALPHA = 0.05;
/** Days that a new level must hold; of a series under two weeks three. */
const SHIFT_DAYS = 7;
const SHORT_SHIFT_DAYS = 3;

/**
 * What an hourly series did: direction (Theil–Sen slope of the deseasonalised levels, Mann–Kendall with its autocorrelation), change points (PELT),
 * seasons of a day and a week on the clock on the wall, unusual hours, and a sentence. All but the unusual hours and the level that the sentence names is
 * read from tempered hours, so that one wild hour is an anomaly and nothing else. Pure; every number in it is finite.
 * 100,000 hours take about two seconds of one core. See docs/trends.md.
 */
export function summarizeTrend(question: TrendQuestion): TrendSummary {
  const metric = METRICS[question.metric];
  const points = hourlyPoints(question.points, metric.isCount && question.coverage === 'full');
  const grid = points.hours.length >= FEWEST_HOURS ? localGrid(points, question.zone) : undefined;
  const tempered = grid && grid.values.length >= SHORTEST_SPAN_HOURS ? temperedGrid(grid, metric) : undefined;
  const split = tempered && decompose(tempered, metric.grain);
  if (tempered === undefined || split === undefined) return withoutHistory(question, points.hours.length);
  const seasonality = split.seasons.map(({ periodHours, strength, isReal }): Seasonality =>
    ({ periodHours, strength, significant: isReal && strength >= question.settings.seasonalityThreshold }));
  const levels = levelsOf(tempered, split, metric.grain);
  const shifts = levelShifts(levels.values, levels.perDay === 1 ? SHIFT_DAYS : SHORT_SHIFT_DAYS * levels.perDay, leastScatter(metric, levels));
  const course = { ...directionOf(levels, shifts), changePoints: changePointsOf(levels, shifts, { grid: tempered, points, metric }) };
  const anomalies = unusualHours({ points, grid: tempered, expected: split.expected }, metric, question.settings.anomalyThreshold);
  const peak = peakOf(tempered, split, new Set(seasonality.filter(({ significant }) => significant).map(({ periodHours }) => periodHours)));
  const findings = { ...course, seasonality, anomalies };
  const recent = ordinaryLevel(points, question.points, { ...course, anomalies }, metric);
  return { ...findings, text: sentences({ ...question, ...findings, peak, recent, hoursSeen: points.hours.length }) };
}

function withoutHistory(question: TrendQuestion, hoursSeen: number): TrendSummary {
  const findings = { direction: 'insufficient_history' as const, slopePerDay: undefined, pValue: undefined, changePoints: [], seasonality: [], anomalies: [] };
  return { ...findings, text: sentences({ ...question, ...findings, peak: { hour: undefined, weekday: undefined }, recent: undefined, hoursSeen }) };
}

function directionOf(levels: Levels, shifts: readonly LevelShift[]): Pick<TrendSummary, 'direction' | 'slopePerDay' | 'pValue'> {
  const line = theilSen(levels);
  if (line === undefined || levels.values.length < FEWEST_LEVELS) return { direction: 'insufficient_history', slopePerDay: undefined, pValue: undefined };
  const { slope: slopePerDay } = line;
  // Beside a line alone every jump looks like autocorrelation, and the plainest change like noise.
  const noise = shifts.length > 0 ? withoutShifts(levels.values, shifts) : withoutSlope(levels, slopePerDay);
  const { pValue } = mannKendall(levels.values, serialCorrelation({ times: levels.times, values: noise })) as MannKendall;
  const moving: Direction = slopePerDay > 0 ? 'rising' : 'falling';
  return { direction: pValue < ALPHA && slopePerDay !== 0 ? moving : 'stable', slopePerDay, pValue };
}

interface Laid { readonly grid: LocalGrid; readonly points: HourlyPoints; readonly metric: MetricTraits }

function changePointsOf(levels: Levels, shifts: readonly LevelShift[], { grid, points, metric }: Laid): ChangePoint[] {
  const starts = [0, ...shifts.map(({ at }) => at), levels.values.length];
  const placeOf = (level: number): number => levels.firstPlaces[level] ?? grid.values.length;
  // Shares and means are those of all calls between two changes, as everywhere else: the mean over hours would be another average.
  const levelBetween = (from: number, until: number): number =>
    (metric.isCount ? mean(levels.values.subarray(from, until)) : pooledMean(grid, from === 0 ? 0 : placeOf(from), placeOf(until)));
  return shifts.map(({ at }, which) => ({
    timestamp: (points.hours[grid.places.indexOf(placeOf(at))] as number) * HOUR_MS,
    before: levelBetween(starts[which] as number, at), after: levelBetween(at, starts[which + 2] as number),
  }));
}

/** Levels are near those about them, so no lone one moves it; a median of few calls would be 0. */
const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value / values.length, 0);

/** Of the tempered hours from one place up to another, by the calls they rest on; a stretch between two changes has some. */
function pooledMean({ values, weights }: LocalGrid, from: number, until: number): number {
  let [sum, weight] = [0, 0];
  for (let at = from; at < until; at++) {
    sum += (values[at] as number) * (weights[at] as number);
    weight += weights[at] as number;
  }
  return sum / weight;
}
