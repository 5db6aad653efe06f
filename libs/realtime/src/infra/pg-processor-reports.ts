import { DAY_MS, type Clock } from '#kernel';
import { nested, plain, texts, type Cell, type Database, type Statement } from '#platform/database';
import { LAG_COUNTED, ProcessorReports, type PartitionLag, type ProcessorReport } from '../app/processor-reports.js';

const SAVE: Statement = {
  name: 'processor_save',
  text: `
    INSERT INTO processor (worker_id, lane, status, partitions, events, errors, events_per_second, latency_counts, recent_latency_counts, latency_sum_ms, started_ms, heartbeat_ms)
    SELECT t.worker_id, t.lane, t.status, t.partitions::smallint[], t.events, t.errors, t.rate, t.latencies::bigint[], t.recent::bigint[], t.latency_sum, t.started_ms, t.heartbeat_ms
    FROM unnest($1::text[], $2::smallint[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::double precision[], $8::text[], $9::text[], $10::double precision[], $11::bigint[], $12::bigint[])
      AS t(worker_id, lane, status, partitions, events, errors, rate, latencies, recent, latency_sum, started_ms, heartbeat_ms)
    ON CONFLICT (worker_id, lane) DO UPDATE SET status = excluded.status, partitions = excluded.partitions, events = excluded.events,
      errors = excluded.errors, events_per_second = excluded.events_per_second, latency_counts = excluded.latency_counts,
      recent_latency_counts = excluded.recent_latency_counts, latency_sum_ms = excluded.latency_sum_ms, heartbeat_ms = excluded.heartbeat_ms`,
};

const FORGET: Statement = { name: 'processor_forget', text: 'DELETE FROM processor WHERE heartbeat_ms < $1' };

const LIST: Statement = {
  name: 'processor_list',
  text: `SELECT worker_id, lane, status, partitions, events, errors, events_per_second, latency_counts, recent_latency_counts, latency_sum_ms, started_ms, heartbeat_ms
         FROM processor WHERE heartbeat_ms >= $1 ORDER BY worker_id, lane`,
};

const LAG: Statement = {
  name: 'fold_lag',
  text: `
    SELECT partition, position,
      (SELECT count(*) FROM (SELECT 1 FROM event WHERE event.partition = p.partition AND event.position > p.position
        AND event.received_ms >= p.received_ms LIMIT ${LAG_COUNTED}) AS ahead)
    FROM fold_position AS p ORDER BY partition`,
};

function reportFrom(cells: Cell[]): ProcessorReport {
  const [workerId, lane, status, partitions, events, errors, eventsPerSecond, latencyCounts, recentLatencyCounts, latencySumMs, startedAtMs, heartbeatAtMs] = cells;
  return {
    workerId, lane, status, partitions, events, errors, eventsPerSecond, latencyCounts, recentLatencyCounts, latencySumMs, startedAtMs, heartbeatAtMs,
  } as unknown as ProcessorReport;
}

export class PgProcessorReports extends ProcessorReports {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  async save(reports: readonly ProcessorReport[]): Promise<void> {
    const column = (value: (report: ProcessorReport) => number): string => plain(reports.map(value));
    await this.database.rows(SAVE, [
      texts(reports.map((report) => report.workerId)),
      column((report) => report.lane),
      texts(reports.map((report) => report.status)),
      nested(reports.map((report) => report.partitions)),
      column((report) => report.events),
      column((report) => report.errors),
      column((report) => report.eventsPerSecond),
      nested(reports.map((report) => report.latencyCounts)),
      nested(reports.map((report) => report.recentLatencyCounts)),
      column((report) => report.latencySumMs),
      column((report) => report.startedAtMs),
      column((report) => report.heartbeatAtMs),
    ]);
    await this.database.rows(FORGET, [this.clock.now() - DAY_MS]);
  }

  async list(sinceMs: number): Promise<readonly ProcessorReport[]> {
    return (await this.database.rows(LIST, [sinceMs])).map(reportFrom);
  }

  async lag(): Promise<readonly PartitionLag[]> {
    const rows = await this.database.rows(LAG);
    return rows.map(([partition, position, lag]) => ({ partition: partition as number, position: position as number, lag: lag as number }));
  }
}
