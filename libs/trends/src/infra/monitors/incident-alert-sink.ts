import type { Transaction } from '#platform/database';
import type { Incidents } from '#realtime';
import { AlertSink, type AlertNews } from '../../app/monitors/alert-sink.js';
import { HOUR_MS } from '../../app/monitors/hours.js';

const MINUTE_MS = 60_000;
/** So many hours that stood out, or more, are no blip. */
const LASTING_HOURS = 6;

export const monitorKey = (monitorId: string): string => `monitor:${monitorId}`;

const rounded = (value: number): number => Number(value.toPrecision(6));

/** Has each alert of a monitor be an incident, which ends when the monitor says so. */
export class IncidentAlertSink extends AlertSink {
  constructor(private readonly incidents: Incidents) {
    super();
  }

  async tell({ monitor, incidents }: AlertNews, tx: Transaction): Promise<void> {
    const { id, userId, metric, condition, cooldownMinutes } = monitor;
    for (const { incident, isOpen } of incidents) {
      const { openedHour, lastHour, peakHour, peakValue, bound, hours, contributions } = incident;
      await this.incidents.raise({
        source: 'monitor', kind: condition, severity: hours >= LASTING_HOURS ? 'high' : 'medium', userId, key: monitorKey(id), atMs: lastHour * HOUR_MS, isOver: !isOpen,
        cooldownMs: cooldownMinutes * MINUTE_MS,
        evidence: { monitorId: id, metric, openedAt: new Date(openedHour * HOUR_MS).toISOString(), peakAt: new Date(peakHour * HOUR_MS).toISOString(), peakValue, bound, values: hours, contributions },
        text: `${condition} of ${metric}: ${rounded(peakValue)}${bound === null ? '' : ` against ${rounded(bound)}`}`,
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
