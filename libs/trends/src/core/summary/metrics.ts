/** What a trend can be told of. Values are per hour: counts, shares from 0 to 1, seconds. */
export type TrendMetric = 'calls' | 'spam_calls' | 'answer_rate' | 'mean_duration' | 'ai_handled_share' | 'distinct_callers';

export interface MetricTraits {
  /** Hours add up to a day (calls do, distinct callers and shares do not). */
  readonly addsUp: boolean;
  /** An hour without a value can mean 0. */
  readonly isCount: boolean;
  readonly isShare: boolean;
  /** No scatter is taken to be finer than this: one call more or less is nothing unusual. */
  readonly grain: number;
}

const COUNT = { addsUp: true, isCount: true, isShare: false, grain: 1 };
const SHARE = { addsUp: false, isCount: false, isShare: true, grain: 0.01 };

export const METRICS: Readonly<Record<TrendMetric, MetricTraits>> = {
  calls: COUNT,
  spam_calls: COUNT,
  answer_rate: SHARE,
  mean_duration: { addsUp: false, isCount: false, isShare: false, grain: 1 },
  ai_handled_share: SHARE,
  distinct_callers: { ...COUNT, addsUp: false },
};

export const TREND_METRICS = Object.keys(METRICS) as readonly TrendMetric[];
