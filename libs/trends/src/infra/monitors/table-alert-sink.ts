import type { Transaction } from '#platform/database';
import { AlertSink, type AlertNews } from '../../app/monitors/alert-sink.js';
import { KEEP_ALERT } from './alert-statements.js';

/** Keeps alerts where their users read them. */
export class TableAlertSink extends AlertSink {
  constructor(private readonly newId: () => string) {
    super();
  }

  async tell({ monitor, incidents, atMs }: AlertNews, tx: Transaction): Promise<void> {
    for (const { incident, isOpen } of incidents) {
      await tx.rows(KEEP_ALERT, [
        this.newId(), monitor.id, monitor.userId, monitor.metric, monitor.condition, atMs, incident.openedHour, incident.lastHour, incident.peakHour,
        incident.peakValue, incident.bound, incident.hours, JSON.stringify(incident.contributions), isOpen,
      ]);
    }
  }
}
