import { falseAlertsAt } from '../detection/alert-budget.js';
import { forecast } from '../forecasting/index.js';
import { METRICS } from '../summary/metrics.js';
import type { Criterion, Judgement } from './grouped-watch.js';
import type { Reading, WatchSettings } from './watch.js';

const DAY_HOURS = 24;
const WEEK_HOURS = 168;
/** Six weeks: enough for a weekly rhythm, and little to keep. */
const HISTORY_HOURS = 6 * WEEK_HOURS;
/** Of errors that follow Laplace's distribution, a share p lies beyond a width in proportion to ln(1/p). */
const LN_20 = Math.log(20);

interface Band { readonly fromHour: number; readonly point: readonly number[]; readonly lower: readonly number[]; readonly upper: readonly number[] }
interface ForecastState { readonly history: readonly (number | null)[]; readonly band: Band | null }

/**
 * Whether a value lies outside what was forecast for its hour, a day ahead at most: outside the 95 % interval, widened (errors taken for
 * Laplace's) until no more hours a week are expected outside than the sensitivity puts up with. Nothing is told before 24 known hours.
 * About 10 ms a day of hours, microseconds otherwise.
 */
export class ForecastCriterion implements Criterion {
  private readonly widening: number;
  private readonly isCount: boolean;
  private readonly history: number[];
  private band: Band | null;

  constructor({ metric, sensitivity }: Pick<WatchSettings, 'metric' | 'sensitivity'>, state: unknown) {
    const known = state as ForecastState | undefined;
    this.widening = Math.max(1, Math.log(WEEK_HOURS / falseAlertsAt(sensitivity)) / LN_20);
    this.isCount = METRICS[metric].isCount;
    this.history = (known?.history ?? []).map((value) => value ?? NaN);
    this.band = known?.band ?? null;
  }

  learn({ value }: Reading): void {
    this.band = null;
    this.keep(value);
  }

  judge({ hour, value }: Reading): Judgement | undefined {
    if (this.band === null || hour >= this.band.fromHour + DAY_HOURS) this.band = this.bandFrom(hour);
    this.keep(value);
    const { band } = this;
    if (band === null || value === undefined) return undefined;
    const at = hour - band.fromHour;
    const [point, lower, upper] = [band.point[at] as number, band.lower[at] as number, band.upper[at] as number];
    const isAbove = value > point;
    const width = isAbove ? upper - point : point - lower;
    // A constant is forecast without any error: then anything else is beyond, as far as it is away.
    const strength = width > 0 ? Math.abs(value - point) / width : Math.abs(value - point);
    return { isOver: value > upper || value < lower, value, bound: isAbove ? upper : lower, strength, part: isAbove ? 'above_forecast' : 'below_forecast' };
  }

  state(): ForecastState {
    return { history: this.history.map((value) => (Number.isNaN(value) ? null : value)), band: this.band };
  }

  private keep(value: number | undefined): void {
    this.history.push(value ?? NaN);
    if (this.history.length > HISTORY_HOURS) this.history.shift();
  }

  private bandFrom(fromHour: number): Band | null {
    const found = forecast({ values: Float64Array.from(this.history), seasons: [DAY_HOURS, WEEK_HOURS], ...(this.isCount && { count: 'complete' as const }) }, DAY_HOURS);
    if (found.kind !== 'forecast') return null;
    const half = found.upper95.map((upper, at) => this.widening * (upper - (found.point[at] as number)));
    const least = this.isCount ? 0 : -Infinity;
    return {
      fromHour,
      point: [...found.point],
      lower: Array.from(found.point, (value, at) => Math.max(least, value - (half[at] as number))),
      upper: Array.from(found.point, (value, at) => value + (half[at] as number)),
    };
  }
}
