import type { Database } from '#platform/database';
import { texts } from '#platform/database';
import { PlatformMetrics, type MetricPlace, type MetricQuarter, type MetricSeries, type QuarterSpan, type ToldMetricAnomaly } from '../../app/metrics/platform-metrics.js';
import type { MetricStatistic } from '../../core/metrics/metric-statistic.js';
import { metricFrom } from './metric-rows.js';
import { LIST_SERIES, READ_ANOMALIES, READ_SPAN } from './metric-statements.js';
import { OTHER_SERIES } from './metrics-projection.js';
import { readThinnedUntil } from './pg-metric-history.js';

const columns = (series: readonly MetricPlace[]): string[] => [texts(series.map(({ name }) => name)), texts(series.map((each) => each.series))];

export class PgPlatformMetrics extends PlatformMetrics {
  constructor(private readonly database: Database) {
    super();
  }

  async list(name: string | undefined, after: MetricPlace | undefined, limit: number): Promise<readonly MetricSeries[]> {
    const rows = (await this.database.rows(LIST_SERIES, [name ?? null, after?.name ?? '', after?.series ?? '', limit])) as [string, string, string][];
    return rows.map(([found, series, labels]) => ({ name: found, series, labels: series === OTHER_SERIES ? undefined : (JSON.parse(labels) as Record<string, string>) }));
  }

  async quarters(series: readonly MetricPlace[], { from, until }: QuarterSpan): Promise<readonly MetricQuarter[]> {
    return (await this.database.rows(READ_SPAN, [...columns(series), from, until])).map(metricFrom);
  }

  thinnedUntil(): Promise<number> {
    return readThinnedUntil(this.database);
  }

  async anomalies(series: readonly MetricPlace[], { from, until }: QuarterSpan): Promise<readonly ToldMetricAnomaly[]> {
    const rows = (await this.database.rows(READ_ANOMALIES, [...columns(series), from, until])) as [string, string, MetricStatistic, number, number, number, number, number, number, string][];
    return rows.map(([name, found, statistic, openedQuarter, lastQuarter, peakQuarter, quarters, peakValue, usual, parts]) => (
      { name, series: found, statistic, openedQuarter, lastQuarter, peakQuarter, quarters, peakValue, usual, parts: JSON.parse(parts) as ToldMetricAnomaly['parts'] }));
  }
}
