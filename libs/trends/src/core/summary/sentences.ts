import { METRICS } from './metrics.js';
import type { Amount, Phrases } from './phrases.js';
import { ENGLISH } from './phrases-en.js';
import { CHINESE } from './phrases-zh.js';
import type { RecentLevel } from './recent-level.js';
import type { Peak } from './rhythm.js';
import type { ChangePoint, TrendAnomaly, TrendPoint, TrendQuestion, TrendSummary } from './trend-summary.js';

/** What a day came to, of a summary that tells of one. */
export interface DayTotal {
  /** Those with a value. */
  readonly hours: number;
  /** The sum of its hours where they add up, else their mean; and what would be usual, where that is known. */
  readonly total: number;
  readonly usual: number | undefined;
}

export interface Findings extends Omit<TrendSummary, 'text'>, Pick<TrendQuestion, 'metric' | 'zone' | 'forecast' | 'forecastTotal'> {
  readonly peak: Peak;
  /** Undefined without enough history, and of a day. */
  readonly recent: RecentLevel | undefined;
  readonly hoursSeen: number;
  readonly day?: DayTotal;
}

/** What the findings mean: what moved and by how much, since when, when it is busiest, what was unusual, what is to come. */
export function sentences(findings: Findings): TrendSummary['text'] {
  return {
    en: inLanguage(findings, ENGLISH, 'en-GB').join(' '),
    'zh-CN': inLanguage(findings, CHINESE, 'zh-CN').join(''),
  };
}

function inLanguage(findings: Findings, phrases: Phrases, locale: string): string[] {
  const { metric, peak, forecast = [], forecastTotal: between } = findings;
  const said = [course(findings, phrases, locale)];
  // That it came to nothing at its end is said already.
  const endMs = findings.recent?.lastMs ?? Infinity;
  const shift = largestShift(findings.changePoints.filter(({ timestamp }) => timestamp < endMs));
  const shifted = shift && phrases.shifted(usual(findings, shift.before), usual(findings, shift.after), dayOf(findings, shift.timestamp, locale));
  if (shifted !== undefined) said.push(shifted);
  if (peak.hour !== undefined || peak.weekday !== undefined) said.push(phrases.peak(metric, peak));
  const most = mostUnusual(findings.anomalies);
  if (most) {
    const amounts = { value: { metric, value: most.value }, expected: { metric, value: most.expected } };
    said.push(phrases.unusual(findings.anomalies.length, { ...amounts, when: hourOf(findings, most.timestamp, locale) }));
  }
  const coming = forecast.filter(({ value }) => Number.isFinite(value));
  if (coming.length > 0) said.push(phrases.forecast(coming.length, { metric, value: METRICS[metric].addsUp ? total(coming.map(({ value }) => value)) : pooled(coming) }, between));
  return said;
}

function course(findings: Findings, phrases: Phrases, locale: string): string {
  const { metric, direction, slopePerDay, recent, day } = findings;
  if (direction === 'insufficient_history' || slopePerDay === undefined) return phrases.insufficient(metric, findings.hoursSeen, day !== undefined);
  if (day !== undefined) return phrases.day(direction, { metric, value: day.total }, { hours: day.hours, usual: day.usual === undefined ? undefined : { metric, value: day.usual } });
  if (recent === undefined) return phrases.insufficient(metric, findings.hoursSeen, false);
  const now = usual(findings, recent.level);
  if (recent.lastMs !== undefined) return phrases.ended(now, dayOf(findings, recent.lastMs, locale));
  if (direction === 'stable') return phrases.stable(now, recent.isApart);
  const weekly = Math.abs(slopePerDay) * 7 * (METRICS[metric].addsUp ? 24 : 1);
  return phrases.moving(direction === 'rising', { metric, value: weekly }, { now, days: recent.days });
}

/** An hourly level in the unit people think in, and inside of what can be: a line may point below zero. */
function usual({ metric }: Findings, hourly: number): Amount {
  const { addsUp, isShare } = METRICS[metric];
  const bounded = Math.min(isShare ? 1 : Infinity, Math.max(0, hourly));
  return { metric, value: bounded * (addsUp ? 24 : 1) };
}

/** The first of the largest. */
function largestShift(shifts: readonly ChangePoint[]): ChangePoint | undefined {
  const size = ({ before, after }: ChangePoint): number => Math.abs(after - before);
  return shifts.reduce<ChangePoint | undefined>((most, one) => (most && size(most) >= size(one) ? most : one), undefined);
}

function mostUnusual(anomalies: readonly TrendAnomaly[]): TrendAnomaly | undefined {
  return anomalies.reduce<TrendAnomaly | undefined>((most, one) => (most && Math.abs(most.score) >= Math.abs(one.score) ? most : one), undefined);
}

/** The mean by the calls that each hour is expected to rest on; of counts, and where none is expected, hours count alike. */
function pooled(coming: readonly TrendPoint[]): number {
  const calls = total(coming.map(({ weight = 1 }) => weight));
  return calls > 0 ? total(coming.map(({ value, weight = 1 }) => value * weight)) / calls : total(coming.map(({ value }) => value)) / coming.length;
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function dayOf({ zone }: Findings, timestamp: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' }).format(timestamp);
}

function hourOf({ zone }: Findings, timestamp: number, locale: string): string {
  const shown = { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat(locale, shown).format(timestamp);
}
