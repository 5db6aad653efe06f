import type { Transaction } from '#platform/database';
import type { Incidents } from '#realtime';
import { AlertSink, type AlertNews } from '../../app/monitors/alert-sink.js';
import { HOUR_MS } from '../../app/monitors/hours.js';
import { incidentSeverity, incidentText } from '../../core/index.js';

const MINUTE_MS = 60_000;

export const monitorKey = (monitorId: string): string => `monitor:${monitorId}`;

/** Has each alert of a monitor be an incident, which ends when the monitor says so. */
export class IncidentAlertSink extends AlertSink {
  constructor(private readonly incidents: Incidents) {
    super();
  }

  async tell({ monitor, incidents }: AlertNews, tx: Transaction): Promise<void> {
    const { id, userId, metric, condition, cooldownMinutes } = monitor;
    for (const { incident, isOpen } of incidents) {
      const { openedHour, lastHour, peakHour, peakValue, bound, hours, contributions } = incident;
      const text = incidentText({ metric, condition, value: peakValue, bound: bound ?? undefined, part: contributions[0]?.part ?? '' });
      await this.incidents.raise({
        source: 'monitor', kind: condition, severity: incidentSeverity(condition, hours), userId, key: monitorKey(id), atMs: lastHour * HOUR_MS, isOver: !isOpen,
        cooldownMs: cooldownMinutes * MINUTE_MS,
        evidence: { monitorId: id, metric, openedAt: new Date(openedHour * HOUR_MS).toISOString(), peakAt: new Date(peakHour * HOUR_MS).toISOString(), peakValue, bound, values: hours, contributions },
        text: text.en, translations: { 'zh-CN': text['zh-CN'] },
      }, tx);
    }
  }
}

/** Tells each of several. */
export class EveryAlertSink extends AlertSink {
  constructor(private readonly sinks: readonly AlertSink[]) {
    super();
  }

  async tell(news: AlertNews, tx: Transaction): Promise<void> {
    for (const sink of this.sinks) await sink.tell(news, tx);
  }
}
