import { DAY_MS, type Clock } from '#kernel';
import { addLatencies, emptyLatencies, latencyQuantile } from '../core/index.js';
import type { EventLog } from './event-log.js';
import type { IntakeStatistics } from './intake-statistics.js';
import type { PartitionLag, ProcessorReport, ProcessorReports } from './processor-reports.js';

/** Without a heartbeat for this long, a worker is taken for dead. */
const HEARTBEAT_TIMEOUT_MS = 10_000;

export interface Latency {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

export interface StreamMetrics {
  readonly enabled: boolean;
  readonly acceptedPerSecond: number;
  readonly foldedPerSecond: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly lag: number;
  readonly latencyMs: Latency;
  readonly bufferUse: number;
}

export interface ProcessorView {
  readonly name: string;
  readonly status: string;
  readonly partitions: PartitionLag[];
  readonly position: number;
  readonly lag: number;
  readonly events: number;
  readonly eventsPerSecond: number;
  readonly errors: number;
  readonly latencyMs: Latency;
  readonly startedAt: string;
  readonly lastHeartbeat: string;
}

/** The stream as its operators see it, from the workers' reports and the log itself. */
export class ObserveStream {
  constructor(
    private readonly reports: ProcessorReports,
    private readonly log: EventLog,
    private readonly intake: IntakeStatistics,
    private readonly clock: Clock,
  ) {}

  async metrics(): Promise<StreamMetrics> {
    const now = this.clock.now();
    const [alive, lag] = await Promise.all([this.reports.list(now - HEARTBEAT_TIMEOUT_MS), this.reports.lag()]);
    const recent = emptyLatencies();
    for (const report of alive) addLatencies(recent, report.recentLatencyCounts);
    return {
      enabled: alive.some(({ status }) => status !== 'disabled'),
      acceptedPerSecond: this.intake.acceptedPerSecond(now),
      foldedPerSecond: alive.reduce((sum, report) => sum + report.eventsPerSecond, 0),
      accepted: this.intake.accepted,
      rejected: this.intake.rejected,
      lag: lag.reduce((sum, partition) => sum + partition.lag, 0),
      latencyMs: latency(recent),
      bufferUse: this.log.bufferUse(),
    };
  }

  async processors(): Promise<ProcessorView[]> {
    const now = this.clock.now();
    const [all, lag] = await Promise.all([this.reports.list(now - DAY_MS), this.reports.lag()]);
    return all.map((report) => view(report, lag, now));
  }

  /** Latencies of all workers since they started: counts by LATENCY_BOUNDS_MS, and their sum in seconds. */
  async latencies(): Promise<{ counts: number[]; sum: number }> {
    const counts = emptyLatencies();
    const reports = await this.reports.list(this.clock.now() - DAY_MS);
    for (const report of reports) addLatencies(counts, report.latencyCounts);
    return { counts, sum: reports.reduce((sum, report) => sum + report.latencySumMs, 0) / 1000 };
  }

  async lag(): Promise<number> {
    return (await this.reports.lag()).reduce((sum, partition) => sum + partition.lag, 0);
  }

  /** Whether some worker showed life lately. */
  async workerAlive(): Promise<boolean> {
    return (await this.reports.list(this.clock.now() - HEARTBEAT_TIMEOUT_MS)).length > 0;
  }
}

function latency(counts: readonly number[]): Latency {
  const quantile = (share: number): number | null => latencyQuantile(counts, share) ?? null;
  return { p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99) };
}

function view(report: ProcessorReport, lag: readonly PartitionLag[], nowMs: number): ProcessorView {
  const partitions = lag.filter(({ partition }) => report.partitions.includes(partition));
  const lost = report.heartbeatAtMs < nowMs - HEARTBEAT_TIMEOUT_MS;
  return {
    name: `${report.workerId}/${report.lane}`,
    status: lost ? 'lost' : report.status,
    partitions,
    position: Math.min(...partitions.map(({ position }) => position)),
    lag: partitions.reduce((sum, partition) => sum + partition.lag, 0),
    events: report.events,
    eventsPerSecond: lost ? 0 : report.eventsPerSecond,
    errors: report.errors,
    latencyMs: latency(report.recentLatencyCounts),
    startedAt: new Date(report.startedAtMs).toISOString(),
    lastHeartbeat: new Date(report.heartbeatAtMs).toISOString(),
  };
}
