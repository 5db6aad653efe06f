import { DAY_MS, QUARTER_HOUR_MS } from '#kernel';
import type { LocalTime } from './local-time.js';

const HOUR_MS = 4 * QUARTER_HOUR_MS;

/** Days of each period that has a name; `24h` is 24 hours, whatever the clock does. */
const DAYS = { '24h': 1, '7d': 7, '30d': 30, '90d': 90 } as const;
export type NamedPeriod = keyof typeof DAYS;
export type PeriodName = NamedPeriod | 'custom';
export const PERIODS = [...(Object.keys(DAYS) as NamedPeriod[]), 'custom'] as const;

/** What is summarised, in epoch milliseconds: `fromMs` up to, and without, `toMs`; and from when on the period before lies. */
export interface Span {
  readonly previousFromMs: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The last full quarter hour up to a moment: the grain of all series. */
function fullQuarter(epochMs: number): number {
  return Math.floor(epochMs / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
}

/** The last full hour up to a moment: the grain of the platform's series. */
export function fullHour(epochMs: number): number {
  return Math.floor(epochMs / HOUR_MS) * HOUR_MS;
}

/**
 * The span of a named period that ends at the last full quarter hour before `asOfMs`. `24h` is 24 hours; the others go back whole days on
 * the calendar to the same time of the clock, so that a week in which clocks change has 167 or 169 hours.
 */
export function namedSpan(period: NamedPeriod, asOfMs: number, time: LocalTime): Span {
  const toMs = fullQuarter(asOfMs);
  if (period === '24h') return { previousFromMs: toMs - 2 * DAY_MS, fromMs: toMs - DAY_MS, toMs };
  const fromMs = time.moved(toMs, -DAYS[period]);
  return { previousFromMs: time.moved(fromMs, -DAYS[period]), fromMs, toMs };
}

/**
 * The span between two moments, each cut to its quarter hour. The period before has as many whole days where the span is one of whole days on the
 * calendar, else as many milliseconds.
 */
export function customSpan(from: number, to: number, time: LocalTime): Span {
  const [fromMs, toMs] = [fullQuarter(from), fullQuarter(to)];
  const days = Math.round((toMs - fromMs) / DAY_MS);
  const whole = days > 0 && time.moved(toMs, -days) === fromMs;
  return { previousFromMs: whole ? time.moved(fromMs, -days) : fromMs - (toMs - fromMs), fromMs, toMs };
}
