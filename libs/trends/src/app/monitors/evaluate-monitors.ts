import type { Clock } from '#kernel';
import type { UserZones } from '#realtime';
import { localHours, watchHours, watchOf, type HourSpan, type Reading } from '../../core/index.js';
import type { TrendSeries } from '../trend-series.js';
import type { DueMonitors, Evaluation } from './due-monitors.js';
import type { FoldProgress } from './fold-progress.js';
import { hourOf } from './hours.js';
import type { DueMonitor } from './monitor.js';

const MINUTE_MS = 60_000;
const MINUTES_AN_HOUR = 60;
const BATCH = 100;
/** Hours that one evaluation reads, so that forecasting them keeps nobody waiting for long; what is further behind catches up in several. */
const MOST_HOURS = 336;

export interface EvaluationTerms {
  readonly clock: Clock;
  /** So long after its end an hour counts as closed: events that come later change nothing any more. */
  readonly lagMs: number;
  /** Told of a monitor that could not be evaluated; it is tried again when next due. */
  readonly onFailure: (monitorId: string, error: unknown) => void;
}

export interface EvaluationReport { readonly evaluated: number; readonly incidents: number; readonly failed: number }

/** Reads the hours that closed since each due monitor's position, and judges them. */
export class EvaluateMonitors {
  constructor(
    private readonly due: DueMonitors,
    private readonly series: Pick<TrendSeries, 'of'>,
    private readonly progress: FoldProgress,
    private readonly zones: UserZones,
    private readonly terms: EvaluationTerms,
  ) {}

  async execute(): Promise<EvaluationReport> {
    const atMs = this.terms.clock.now();
    // What is received but not folded yet must not look like hours without calls.
    const beforeHour = hourOf((await this.progress.foldedUntilMs(atMs)) - this.terms.lagMs);
    const report = { evaluated: 0, incidents: 0, failed: 0 };
    for (;;) {
      const monitors = await this.due.take(atMs, BATCH);
      if (monitors.length === 0) return report;
      const zones = await this.zones.zonesOf(monitors.map(({ userId }) => userId));
      for (const [at, monitor] of monitors.entries()) await this.tryOne(monitor, { zone: zones[at] as string, beforeHour, atMs }, report);
    }
  }

  private async tryOne(monitor: DueMonitor, at: Circumstances, report: { evaluated: number; incidents: number; failed: number }): Promise<void> {
    const nextMs = at.atMs + monitor.intervalMinutes * MINUTE_MS;
    try {
      const evaluation = await this.evaluate(monitor, at, nextMs);
      if (evaluation === undefined) return await this.due.postpone(monitor.id, nextMs);
      report.evaluated++;
      if (await this.due.commit(evaluation)) report.incidents += evaluation.incidents.length;
    } catch (error) {
      report.failed++;
      this.terms.onFailure(monitor.id, error);
      await this.due.postpone(monitor.id, nextMs);
    }
  }

  private async evaluate(monitor: DueMonitor, { zone, beforeHour, atMs }: Circumstances, nextMs: number): Promise<Evaluation | undefined> {
    const { positionHour: fromHour, sinceHour } = monitor;
    const positionHour = Math.min(beforeHour, fromHour + MOST_HOURS);
    if (positionHour <= fromHour) return undefined;
    const watch = watchOf({ ...monitor, cooldownHours: monitor.cooldownMinutes / MINUTES_AN_HOUR }, monitor.state);
    const incidents = watchHours(watch, await this.readings(monitor, { fromHour, untilHour: positionHour }, zone), sinceHour);
    return { monitor, positionHour, state: watch.state(), incidents, dueMs: positionHour < beforeHour ? atMs : nextMs, atMs };
  }

  /** Hours before the user was first seen, and rates and means of nothing, have no value. */
  private async readings({ userId, metric }: DueMonitor, span: HourSpan, zone: string): Promise<Reading[]> {
    const series = await this.series.of(userId, metric, span);
    const hours = Float64Array.from({ length: span.untilHour - span.fromHour }, (_, at) => span.fromHour + at);
    const local = localHours(hours, zone);
    return Array.from(hours, (hour, at) => {
      const value = series?.values[hour - series.firstHour] ?? NaN;
      return { hour, localHour: local[at] as number, value: Number.isNaN(value) ? undefined : value };
    });
  }
}

interface Circumstances { readonly zone: string; readonly beforeHour: number; readonly atMs: number }
