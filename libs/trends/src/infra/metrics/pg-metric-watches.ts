import { DAY_MS, QUARTER_HOUR_MS } from '#kernel';
import { texts, type Database, type Transaction } from '#platform/database';
import type { Incidents } from '#realtime';
import { PLATFORM_USER } from '#realtime/core';
import { MetricWatches, type MetricProgress, type WatchedSeries } from '../../app/metrics/metric-watches.js';
import type { MetricAnomaly, MetricWatchState } from '../../core/metrics/metric-watch.js';
import { ALL_NAMES, KEEP_ANOMALY, LIVELY_SERIES, MOVE_WATCH } from './metric-statements.js';

/** An anomaly is told of once, at its start. */
const SILENCE_MS = DAY_MS;

export class PgMetricWatches extends MetricWatches {
  constructor(
    private readonly database: Database,
    private readonly incidents: Pick<Incidents, 'raise'>,
  ) {
    super();
  }

  async names(): Promise<readonly string[]> {
    return (await this.database.rows(ALL_NAMES)).map(([name]) => name as string);
  }

  async lively(names: readonly string[], sinceQuarter: number, most: number): Promise<readonly WatchedSeries[]> {
    const rows = (await this.database.rows(LIVELY_SERIES, [sinceQuarter, texts(names), most])) as [string, string, number | null, number, string, number][];
    return rows.map(([name, series, positionQuarter, since, state, firstQuarter]) => ({
      name, series, firstQuarter, watch: positionQuarter === null ? undefined : { positionQuarter, sinceQuarter: since, state: JSON.parse(state) as MetricWatchState },
    }));
  }

  commit(progress: MetricProgress, nowMs: number): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const { name, series, positionQuarter, sinceQuarter, state } = progress;
      const moved = await tx.rows(MOVE_WATCH, [name, series, positionQuarter, sinceQuarter, JSON.stringify(state)]);
      if (moved.length === 0) return false;
      for (const anomaly of progress.anomalies) await this.keep(progress, anomaly, { nowMs, tx });
      return true;
    });
  }

  private async keep({ name, series, statistic }: MetricProgress, anomaly: MetricAnomaly, { nowMs, tx }: { readonly nowMs: number; readonly tx: Transaction }): Promise<void> {
    const { openedQuarter, lastQuarter, peakQuarter, quarters, peakValue, usual, parts } = anomaly;
    const [row] = await tx.rows(KEEP_ANOMALY, [name, series, statistic, nowMs, openedQuarter, lastQuarter, peakQuarter, quarters, peakValue, usual, JSON.stringify(parts)]);
    if (row?.[0] !== true) return;
    await this.incidents.raise({
      source: 'anomaly', kind: 'system_metric', severity: 'medium', userId: PLATFORM_USER, key: `metric:${name}:${series}:${openedQuarter}`, atMs: openedQuarter * QUARTER_HOUR_MS,
      evidence: { metric: name, series, statistic, value: peakValue, usual, parts }, text: `${name} (${statistic}) is ${Number(peakValue.toPrecision(3))}, usually about ${Number(usual.toPrecision(3))}.`, silenceMs: SILENCE_MS,
    }, tx);
  }
}
