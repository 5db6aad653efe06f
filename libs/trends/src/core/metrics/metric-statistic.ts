import { histogramQuantile } from './value-histogram.js';
import { UNITS_PER_ONE, type MetricState } from './metric-state.js';

export const METRIC_STATISTICS = ['p95', 'mean', 'sum'] as const;
export type MetricStatistic = (typeof METRIC_STATISTICS)[number];

const ERRORS = /error|fail|exception|timeout|timed_out|5xx|rejected|dead_letter/;
const SHARES = /rate|ratio|percent|share|pct/;
const LATENCIES = /latency|latencies|duration|response_time|elapsed|_ms$|_seconds$|_time$/;

/** What of a metric is watched, by its name: of errors their sum, of shares of errors their mean, of latencies the 95th percentile; undefined of others. */
export function watchedStatistic(name: string): MetricStatistic | undefined {
  if (ERRORS.test(name)) return SHARES.test(name) ? 'mean' : 'sum';
  return LATENCIES.test(name) ? 'p95' : undefined;
}

export const meanOf = ({ sumUnits, events }: MetricState): number => Number(sumUnits) / UNITS_PER_ONE / events;
export const sumOf = ({ sumUnits }: MetricState): number => Number(sumUnits) / UNITS_PER_ONE;
const P95 = 0.95;

/** The figure of a quarter hour that is watched. */
export function statisticOf(statistic: MetricStatistic, state: MetricState): number | undefined {
  if (statistic === 'p95') return histogramQuantile(state.histogram, P95);
  return statistic === 'mean' ? meanOf(state) : sumOf(state);
}
