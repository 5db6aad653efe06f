import { DAY_MS, Z95 } from '#kernel';
import type { SecurityHour } from './security-state.js';

/** The time that a trend is told of, and the time before that it is held against. */
export const RECENT_DAYS = 28;
export const BEFORE_DAYS = 56;

export type RiskDirection = 'rising' | 'falling' | 'stable' | 'insufficient_history';

/** The last 28 days against the 56 before; undefined where there was nothing to take a share of. */
export interface RiskTrend { readonly recent: number | undefined; readonly before: number | undefined; readonly direction: RiskDirection }

export interface Share { readonly part: number; readonly whole: number }

/** Below, the normal distribution says little of a share. */
const FEWEST = 5;

/**
 * Whether one share differs from another: two proportions, pooled, at 95 % (two-sided z; Fleiss, Statistical Methods for Rates and Proportions,
 * 1981). Stable where fewer than five in either are on one side altogether; insufficient where the time before was not watched for four weeks or
 * has nothing in it.
 */
export function shareTrend(recent: Share, before: Share, beforeDaysWatched: number): RiskTrend {
  const shares = { recent: recent.whole > 0 ? recent.part / recent.whole : undefined, before: before.whole > 0 ? before.part / before.whole : undefined };
  if (shares.recent === undefined || shares.before === undefined || beforeDaysWatched < RECENT_DAYS) return { ...shares, direction: 'insufficient_history' };
  const pooled = (recent.part + before.part) / (recent.whole + before.whole);
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / recent.whole + 1 / before.whole));
  const few = recent.part + before.part < FEWEST || spread === 0;
  const z = few ? 0 : (shares.recent - shares.before) / spread;
  if (Math.abs(z) < Z95) return { ...shares, direction: 'stable' };
  return { ...shares, direction: z > 0 ? 'rising' : 'falling' };
}

/**
 * The trend of events by the share of days that have points at all: what comes in bursts is not as many independent words as it has events.
 * @param watchedDays since when the user is known, in days before `asOfMs`
 */
export function dayTrend(hours: readonly SecurityHour[], points: (hour: SecurityHour) => number, asOfMs: number, watchedDays: number): RiskTrend {
  const ages = hours.filter((hour) => points(hour) > 0).map(({ lastMs }) => Math.floor((asOfMs - lastMs) / DAY_MS));
  const within = (from: number, until: number): number => new Set(ages.filter((age) => age >= from && age < until)).size;
  const beforeDays = Math.min(BEFORE_DAYS, Math.max(0, Math.floor(watchedDays) - RECENT_DAYS));
  const recent = { part: within(0, RECENT_DAYS), whole: Math.min(RECENT_DAYS, Math.max(1, Math.ceil(watchedDays))) };
  return shareTrend(recent, { part: within(RECENT_DAYS, RECENT_DAYS + BEFORE_DAYS), whole: beforeDays }, beforeDays);
}
