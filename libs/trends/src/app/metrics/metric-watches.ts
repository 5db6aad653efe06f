import type { MetricAnomaly, MetricWatchState } from '../../core/metrics/metric-watch.js';
import type { MetricStatistic } from '../../core/metrics/metric-statistic.js';
import type { MetricPlace } from './platform-metrics.js';

/** A series that is told of, and how far it has been watched; undefined where not yet. */
export interface WatchedSeries extends MetricPlace {
  readonly firstQuarter: number;
  readonly watch: { readonly positionQuarter: number; readonly sinceQuarter: number; readonly state: MetricWatchState } | undefined;
}

export interface MetricProgress extends MetricPlace {
  readonly statistic: MetricStatistic;
  readonly positionQuarter: number;
  readonly sinceQuarter: number;
  readonly state: MetricWatchState;
  readonly anomalies: readonly MetricAnomaly[];
}

/** What the worker has learnt of series, and what it found. */
export abstract class MetricWatches {
  abstract names(): Promise<readonly string[]>;
  /** Of the names, the `most` series with most values since a quarter hour. */
  abstract lively(names: readonly string[], sinceQuarter: number, most: number): Promise<readonly WatchedSeries[]>;
  /** Keeps position, state and anomalies, and raises an alert of each new one, in one transaction. False, and nothing kept, where somebody has come further. */
  abstract commit(progress: MetricProgress, nowMs: number): Promise<boolean>;
}
