import { falseAlertsAt } from '../detection/alert-budget.js';
import { mannKendall } from '../trend/mann-kendall.js';
import { serialCorrelation } from '../trend/serial-correlation.js';
import { theilSen, withoutSlope } from '../trend/theil-sen.js';
import type { Criterion, Judgement } from './grouped-watch.js';
import type { Reading } from './watch.js';

const HOURS_A_DAY = 24;
const DAYS_A_WEEK = 7;
/** Four weeks, so that every weekday counts as often; two at least. */
const WINDOW_DAYS = 28;
const LEAST_DAYS = 14;
/** A trend that one in twenty of windows without any shows is none, however sensitive a monitor is. */
const MOST_P = 0.05;

interface OpenDay { readonly day: number; readonly sum: number; readonly hours: number }
interface TrendState { readonly today: OpenDay | null; readonly days: readonly (readonly [day: number, level: number])[] }

/**
 * Whether the level of the last four weeks rises or falls: Mann–Kendall on the means of local days, widened for what days have to do with the
 * day before, tested once a day, when the next begins. A test alerts by chance at most with p, so p is the budget of a day. O(28 log 28) a day.
 */
export class TrendCriterion implements Criterion {
  private readonly pValue: number;
  private today: OpenDay | null;
  private readonly days: (readonly [day: number, level: number])[];

  constructor(sensitivity: number, state: unknown) {
    const known = state as TrendState | undefined;
    this.pValue = Math.min(MOST_P, falseAlertsAt(sensitivity) / DAYS_A_WEEK);
    this.today = known?.today ?? null;
    this.days = [...(known?.days ?? [])];
  }

  learn(reading: Reading): void {
    this.take(reading);
  }

  judge(reading: Reading): Judgement | undefined {
    return this.take(reading) ? this.test() : undefined;
  }

  state(): TrendState {
    return { today: this.today, days: [...this.days] };
  }

  /** Whether a day came to its end. */
  private take({ localHour, value }: Reading): boolean {
    const day = Math.floor(localHour / HOURS_A_DAY);
    // Where clocks go back at midnight, the day that began goes on.
    const isNew = this.today !== null && day > this.today.day;
    const ended = isNew ? this.today : null;
    if (ended !== null && ended.hours > 0) this.days.push([ended.day, ended.sum / ended.hours]);
    while (this.days.length > 0 && (this.days[0] as readonly [number, number])[0] <= day - 1 - WINDOW_DAYS) this.days.shift();
    if (this.today === null || isNew) this.today = { day, sum: 0, hours: 0 };
    if (value !== undefined) this.today = { ...this.today, sum: this.today.sum + value, hours: this.today.hours + 1 };
    return ended !== null && ended.hours > 0;
  }

  private test(): Judgement | undefined {
    if (this.days.length < LEAST_DAYS) return undefined;
    const times = Float64Array.from(this.days, ([day]) => day);
    const values = Float64Array.from(this.days, ([, level]) => level);
    const slope = theilSen({ times, values })?.slope ?? 0;
    const found = mannKendall(values, serialCorrelation({ times, values: withoutSlope({ times, values }, slope) }));
    if (found === undefined) return undefined;
    return { isOver: found.pValue < this.pValue, value: values.at(-1) as number, bound: null, strength: Math.abs(found.z), part: found.score > 0 ? 'rising' : 'falling' };
  }
}
