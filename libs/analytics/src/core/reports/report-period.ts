import { DAY_MS } from '#kernel';
import type { ReportKind } from '#realtime/core';
import type { LocalTime } from '../period/local-time.js';

export { REPORT_KINDS, type ReportKind } from '#realtime/core';

/** A day, a week from Monday or a month of somebody's calendar, in days since 1970-01-01 there: `firstDay` up to, and without, `endDay`. */
export interface ReportPeriod {
  readonly kind: ReportKind;
  readonly firstDay: number;
  readonly endDay: number;
}

/** 1970-01-01 was a Thursday: the fourth day of a week that begins on Monday. */
const FIRST_WEEKDAY = 3;
/** How long after its end a period is reported: whoever calls again after the AI took a call has done so, and late events came. */
const SETTLE_MS = 3_600_000;

function monthStart(day: number, monthsLater = 0): number {
  const date = new Date(day * DAY_MS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsLater, 1) / DAY_MS;
}

/** The period of a kind in which a day lies. */
export function periodAround(kind: ReportKind, day: number): ReportPeriod {
  if (kind === 'monthly') return { kind, firstDay: monthStart(day), endDay: monthStart(day, 1) };
  const firstDay = kind === 'daily' ? day : day - ((((day + FIRST_WEEKDAY) % 7) + 7) % 7);
  return { kind, firstDay, endDay: firstDay + (kind === 'daily' ? 1 : 7) };
}

/** When it begins and ends, in epoch milliseconds: on days when clocks change it is an hour shorter or longer. */
export function momentsOf({ firstDay, endDay }: ReportPeriod, time: LocalTime): { readonly fromMs: number; readonly toMs: number } {
  return { fromMs: time.startOf(firstDay), toMs: time.startOf(endDay) };
}

/** Whether a period is over, and an hour more. */
export function isSettled(period: ReportPeriod, nowMs: number, time: LocalTime): boolean {
  return momentsOf(period, time).toMs + SETTLE_MS <= nowMs;
}

/** The latest periods of a kind that are over, the earliest first; `most` of them. */
export function settledPeriods(kind: ReportKind, most: number, nowMs: number, time: LocalTime): readonly ReportPeriod[] {
  const found: ReportPeriod[] = [];
  let period = periodAround(kind, time.placeOf(nowMs).day);
  while (found.length < most) {
    if (isSettled(period, nowMs, time)) found.unshift(period);
    period = periodAround(kind, period.firstDay - 1);
  }
  return found;
}

/** A day as `2026-03-09`. */
export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The day of `2026-03-09`; undefined where no calendar has it. */
export function dayOf(date: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return undefined;
  const day = Date.parse(`${date}T00:00:00Z`) / DAY_MS;
  return Number.isInteger(day) && dateOf(day) === date ? day : undefined;
}
