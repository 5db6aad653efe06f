import type { Transaction } from '#platform/database';
import type { IncidentNow } from '../../core/index.js';
import type { DueMonitor } from './monitor.js';

/** Incidents that hours touched, as they stand now. */
export interface AlertNews {
  readonly monitor: DueMonitor;
  readonly incidents: readonly IncidentNow[];
  readonly atMs: number;
}

/**
 * Who is told of alerts. What it does commits with the monitor's state or not at all, so nothing is lost and nothing told twice: an
 * incident is known by its monitor and `openedHour`, and comes again whenever it changes. Whoever sends puts it into an outbox here.
 */
export abstract class AlertSink {
  abstract tell(news: AlertNews, tx: Transaction): Promise<void>;
}
