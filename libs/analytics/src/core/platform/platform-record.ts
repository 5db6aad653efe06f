import type { CallCounts } from '../figures/call-counts.js';
import { CALL_CATEGORIES, type CallCategory, type CallerTotals, type TopCaller } from '../figures/caller-counts.js';
import type { Span } from '../period/period.js';
import type { CallRecord } from '../summary.js';

/** All users' calls in one UTC hour. */
export interface PlatformHour extends CallCounts, Omit<CallerTotals, 'distinctCallers' | 'categories'> {
  /** In the order of CALL_CATEGORIES. */
  readonly categories: readonly number[];
}

function totalsOf(hours: readonly PlatformHour[]): CallerTotals {
  const add = (value: (hour: PlatformHour) => number): number => hours.reduce((sum, hour) => sum + value(hour), 0);
  const categories = Object.fromEntries(CALL_CATEGORIES.map((name, at) => [name, add((hour) => hour.categories[at] ?? 0)])) as Record<CallCategory, number>;
  return {
    categories, distinctCallers: undefined, spamCalls: add(({ spamCalls }) => spamCalls), spamBlocked: add(({ spamBlocked }) => spamBlocked),
    aiJudged: add(({ aiJudged }) => aiJudged), aiSettled: add(({ aiSettled }) => aiSettled),
  };
}

/** What is on record of all users together: how many numbers called is not, for hours do not add up over numbers. */
export function platformRecord(hours: readonly PlatformHour[], topCallers: readonly TopCaller[], { span, firstMs }: { readonly span: Span; readonly firstMs: number }): CallRecord {
  return {
    calls: hours,
    callers: { current: totalsOf(hours.filter(({ startMs }) => startMs >= span.fromMs)), previous: totalsOf(hours.filter(({ startMs }) => startMs < span.fromMs)) },
    topCallers,
    spam: hours.map(({ startMs, spamCalls }) => ({ atMs: startMs, count: spamCalls })),
    watchedFromMs: firstMs,
    whitelist: undefined,
  };
}
