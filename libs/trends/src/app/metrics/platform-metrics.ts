import type { MetricAnomaly } from '../../core/metrics/metric-watch.js';
import type { MetricState } from '../../core/metrics/metric-state.js';
import type { MetricStatistic } from '../../core/metrics/metric-statistic.js';

/** `labels` undefined: all series of the name that are not kept apart. */
export interface MetricSeries { readonly name: string; readonly series: string; readonly labels: Readonly<Record<string, string>> | undefined }
export type MetricPlace = Pick<MetricSeries, 'name' | 'series'>;

export interface MetricQuarter extends MetricState, MetricPlace { readonly quarter: number }
export interface ToldMetricAnomaly extends MetricAnomaly, MetricPlace { readonly statistic: MetricStatistic }
/** Quarter hours from one up to, and without, another. */
export interface QuarterSpan { readonly from: number; readonly until: number }

/** What senders measured, for who reads it. */
export abstract class PlatformMetrics {
  /** By name and series. */
  abstract list(name: string | undefined, after: MetricPlace | undefined, limit: number): Promise<readonly MetricSeries[]>;
  /** In the order of name, series and time. */
  abstract quarters(series: readonly MetricPlace[], span: QuarterSpan): Promise<readonly MetricQuarter[]>;
  /** The quarter hour up to which what was measured is kept by the hour, under the first quarter of it. */
  abstract thinnedUntil(): Promise<number>;
  abstract anomalies(series: readonly MetricPlace[], span: QuarterSpan): Promise<readonly ToldMetricAnomaly[]>;
}
