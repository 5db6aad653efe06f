import { DAY_MS, QUARTER_HOUR_MS, type Clock } from '#kernel';
import { quarterOf } from '../../core/metrics/metric-state.js';
import { statisticOf, watchedStatistic, type MetricStatistic } from '../../core/metrics/metric-statistic.js';
import { MetricWatch, type MetricReading } from '../../core/metrics/metric-watch.js';
import type { FoldProgress } from '../monitors/fold-progress.js';
import type { MetricProgress, MetricWatches, WatchedSeries } from './metric-watches.js';
import type { PlatformMetrics } from './platform-metrics.js';

const LIVELY_DAYS = 7;
const LEARNT_DAYS = 56;
const QUARTERS_A_DAY = DAY_MS / QUARTER_HOUR_MS;
const MOST_SERIES = 200;
/** So long after its end a quarter hour counts as closed. */
const LAG_MS = 300_000;

export interface WatchReport { readonly series: number; readonly anomalies: number; readonly failed: number }

/** Reads the quarter hours that closed, of latencies and errors, and judges them. */
export class WatchMetrics {
  constructor(
    private readonly watches: MetricWatches,
    private readonly metrics: Pick<PlatformMetrics, 'quarters'>,
    private readonly progress: FoldProgress,
    private readonly terms: { readonly clock: Clock; readonly onFailure: (series: string, error: unknown) => void },
  ) {}

  async execute(): Promise<WatchReport> {
    const nowMs = this.terms.clock.now();
    const until = quarterOf((await this.progress.foldedUntilMs(nowMs)) - LAG_MS);
    const names = (await this.watches.names()).filter((name) => watchedStatistic(name) !== undefined);
    const lively = await this.watches.lively(names, until - LIVELY_DAYS * QUARTERS_A_DAY, MOST_SERIES);
    const report = { series: 0, anomalies: 0, failed: 0 };
    for (const series of lively) {
      try {
        const progress = await this.judge(series, until);
        if (progress === undefined) continue;
        report.series++;
        if (await this.watches.commit(progress, nowMs)) report.anomalies += progress.anomalies.length;
      } catch (error) {
        report.failed++;
        this.terms.onFailure(`${series.name} ${series.series}`, error);
      }
    }
    return report;
  }

  /** A series seen for the first time is learnt from as far back as it goes, and alerts from then on. */
  private async judge({ name, series, firstQuarter, watch: known }: WatchedSeries, until: number): Promise<MetricProgress | undefined> {
    const statistic = watchedStatistic(name);
    const from = known?.positionQuarter ?? Math.max(firstQuarter, until - LEARNT_DAYS * QUARTERS_A_DAY);
    if (statistic === undefined || from >= until) return undefined;
    const told = await this.metrics.quarters([{ name, series }], { from, until });
    const values = new Map(told.map((state) => [state.quarter, statisticOf(statistic, state)]));
    const readings = Array.from({ length: until - from }, (_, at): MetricReading => ({ quarter: from + at, value: values.get(from + at) ?? silent(statistic) }));
    const sinceQuarter = known?.sinceQuarter ?? until;
    const watch = new MetricWatch(known?.state);
    const anomalies = watch.take(readings, sinceQuarter);
    return { name, series, statistic, positionQuarter: until, sinceQuarter, state: watch.state(), anomalies };
  }
}

/** Who tells of errors only where there are any means none by saying nothing; of a latency or a share nothing is known then. */
const silent = (statistic: MetricStatistic): number | undefined => (statistic === 'sum' ? 0 : undefined);
