import { DAY_MS } from '#kernel';
import { sum, totalsOf, type CallCounts } from './figures/call-counts.js';
import type { CallerTotals, TopCaller } from './figures/caller-counts.js';
import { dayTrend, type DayTrend, type Occurrence } from './figures/day-trends.js';
import { figuresOf, type Figures } from './figures/figures.js';
import { whitelistGrowth } from './figures/whitelist-growth.js';
import type { Insight } from './insights/insight.js';
import { insightsOf } from './insights/insights.js';
import type { LocalTime } from './period/local-time.js';
import type { Span } from './period/period.js';
import type { WhitelistChange } from '#callers/core';

/** What is on record of a user, or of all users, for a span and the one before. */
export interface CallRecord {
  readonly calls: readonly CallCounts[];
  readonly callers: { readonly current: CallerTotals; readonly previous: CallerTotals };
  /** Of the span, who called in most first. */
  readonly topCallers: readonly TopCaller[];
  /** When numbers that are spam called in, and how often. */
  readonly spam: readonly Occurrence[];
  /** When anything was first seen. What lies before is not known to be nothing. */
  readonly watchedFromMs: number;
  /** By number; undefined for all users together. */
  readonly whitelist: readonly (readonly WhitelistChange[])[] | undefined;
}

/** What happened in a period, beside the period before. */
export interface Summary {
  readonly span: Span;
  readonly zone: string;
  readonly current: Figures;
  readonly previous: Figures;
  readonly topCallers: readonly TopCaller[];
  readonly trends: { readonly calls: DayTrend; readonly spam: DayTrend };
  readonly insights: readonly Insight[];
}

/** The summary of a record. O(n) but for the days of the trends, which are compared in pairs. */
export function summaryOf(record: CallRecord, span: Span, zone: string, time: LocalTime): Summary {
  const figures = (fromMs: number, toMs: number, callers: CallerTotals): Figures => {
    const whitelist = record.whitelist && whitelistGrowth(record.whitelist, { fromMs, toMs });
    return figuresOf(totalsOf(record.calls, { fromMs, toMs }, time), callers, whitelist);
  };
  const current = figures(span.fromMs, span.toMs, record.callers.current);
  const previous = figures(span.previousFromMs, span.fromMs, record.callers.previous);
  const { topCallers } = record;
  const watched = { fromMs: span.fromMs, toMs: span.toMs, watchedFromMs: record.watchedFromMs };
  const comparable = record.watchedFromMs <= span.previousFromMs;
  const calls = record.calls.map(({ startMs, incoming, outgoing }) => ({ atMs: startMs, count: sum(incoming) + sum(outgoing) }));
  return {
    span, zone, current, previous, topCallers,
    trends: { calls: dayTrend(calls, watched, time), spam: dayTrend(record.spam, watched, time) },
    insights: insightsOf({ current, previous, comparable, topCallers, days: (span.toMs - span.fromMs) / DAY_MS }),
  };
}
