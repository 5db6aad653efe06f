import type { Condition } from '../monitors/watch.js';
import type { TrendMetric } from './metrics.js';
import type { Peak } from './rhythm.js';
import type { Direction } from './trend-summary.js';

/** A value or a change of one, in the unit people think in. */
export interface Amount {
  readonly metric: TrendMetric;
  /** A day's sum where hours add up, else an hourly value; a share from 0 to 1. */
  readonly value: number;
}

/** What stood out in a stream of hours: the value of its peak, the bound that was held against, and the part that found it. */
export interface IncidentSaid {
  readonly metric: TrendMetric;
  readonly condition: Condition;
  readonly value: number;
  readonly bound: number | undefined;
  readonly part: string;
}

/** What a language has to be able to say. Amounts of change are positive. */
export interface Phrases {
  readonly insufficient: (metric: TrendMetric, hoursSeen: number, isOfDay: boolean) => string;
  /** `isApart`: unusual hours, in which most of what came did, are left out of the level. */
  readonly stable: (level: Amount, isApart: boolean) => string;
  /** Of a day's hours: what they came to, and would usually have. */
  readonly day: (course: Direction, total: Amount, beside: { readonly hours: number; readonly usual: Amount | undefined }) => string;
  readonly moving: (isRising: boolean, changeAWeek: Amount, lately: { readonly now: Amount; readonly days: number | undefined }) => string;
  /** Of a series that has ended: what it was in its last days, and when it was last seen. */
  readonly ended: (before: Amount, when: string) => string;
  /** Undefined where both levels would be written alike. */
  readonly shifted: (before: Amount, after: Amount, when: string) => string | undefined;
  readonly peak: (metric: TrendMetric, peak: Peak) => string;
  readonly unusual: (hours: number, most: { readonly value: Amount; readonly expected: Amount; readonly when: string }) => string;
  readonly incident: (said: IncidentSaid) => string;
  /** `between`: what it is 95 times in a hundred. */
  readonly forecast: (hours: number, expected: Amount, between?: { readonly lower: number; readonly upper: number }) => string;
}

/** At most `digits` that mean something: a trend is not known to the sixth. */
export function rounded(locale: string, value: number, digits = 3): string {
  const notation = locale === 'zh-CN' && Math.abs(value) >= 100_000 ? 'compact' : 'standard';
  // Small leftovers of a deseasonalised zero would otherwise show as 0.000213.
  const shown = Math.abs(value) < 0.005 ? 0 : value;
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: digits, notation }).format(shown);
}

/** A share as a percentage to a tenth. */
export function percentage(locale: string, share: number): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}
