import { ratio } from '#kernel';
import type { TrendMetric } from '../summary/metrics.js';

/** What happened in one hour, numbered from the Unix epoch in UTC. */
export interface HourCounts {
  readonly hour: number;
  /** Of either direction. */
  readonly calls: number;
  readonly incoming: number;
  readonly answered: number;
  readonly aiHandled: number;
  readonly timedAnswered: number;
  readonly answeredMs: number;
  readonly distinctCallers: number;
  readonly spamCalls: number;
}

const VALUES: Readonly<Record<TrendMetric, (counts: HourCounts) => number | undefined>> = {
  calls: ({ calls }) => calls,
  spam_calls: ({ spamCalls }) => spamCalls,
  answer_rate: ({ answered, incoming }) => ratio(answered, incoming),
  mean_duration: ({ answeredMs, timedAnswered }) => ratio(answeredMs / 1000, timedAnswered),
  ai_handled_share: ({ aiHandled, incoming }) => ratio(aiHandled, incoming),
  distinct_callers: ({ distinctCallers }) => distinctCallers,
};

/** What a share or a mean is of. */
const WEIGHTS: Readonly<Partial<Record<TrendMetric, (counts: HourCounts) => number>>> = {
  answer_rate: ({ incoming }) => incoming,
  mean_duration: ({ timedAnswered }) => timedAnswered,
  ai_handled_share: ({ incoming }) => incoming,
};

const NOTHING = { calls: 0, incoming: 0, answered: 0, aiHandled: 0, timedAnswered: 0, answeredMs: 0, distinctCallers: 0, spamCalls: 0 };

/** Hours from one up to, and without, another. */
export interface HourSpan {
  readonly fromHour: number;
  readonly untilHour: number;
}

/**
 * A metric's value in each hour of a span in which everything was seen: an hour without counts had none, so counts are 0 in it, while
 * shares and means of nothing are NaN, that is missing. Hours outside the span are passed over, of an hour twice the last stands. O(n).
 */
export function metricSeries(counts: readonly HourCounts[], metric: TrendMetric, { fromHour, untilHour }: HourSpan): Float64Array {
  const values = new Float64Array(Math.max(0, untilHour - fromHour)).fill(VALUES[metric]({ hour: 0, ...NOTHING }) ?? NaN);
  for (const hour of counts) {
    if (hour.hour >= fromHour && hour.hour < untilHour) values[hour.hour - fromHour] = VALUES[metric](hour) ?? NaN;
  }
  return values;
}

/** Calls that each value of {@link metricSeries} rests on, 0 where there is none; undefined of counts, in which every hour is as good. O(n). */
export function metricWeights(counts: readonly HourCounts[], metric: TrendMetric, { fromHour, untilHour }: HourSpan): Float64Array | undefined {
  const weightOf = WEIGHTS[metric];
  if (weightOf === undefined) return undefined;
  const weights = new Float64Array(Math.max(0, untilHour - fromHour));
  for (const hour of counts) if (hour.hour >= fromHour && hour.hour < untilHour) weights[hour.hour - fromHour] = weightOf(hour);
  return weights;
}
