import type { TrendMetric } from '../../core/index.js';

export interface HourValue {
  /** Since 1970, in UTC. */
  readonly hour: number;
  /** Counts as they are, shares from 0 to 1, seconds. */
  readonly value: number;
}

/** Hours `fromHour` up to but without `beforeHour`. */
export interface HourSpan { readonly fromHour: number; readonly beforeHour: number }

/** Where monitors read what they watch. */
export abstract class HourlySeries {
  abstract supports(metric: TrendMetric): boolean;
  /** Ascending. A count has a value for every hour from the user's first on, 0 where nothing was; other hours without a value are left out. */
  abstract values(userId: number, metric: TrendMetric, span: HourSpan): Promise<readonly HourValue[]>;
}
