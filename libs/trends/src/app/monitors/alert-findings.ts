import { StreamFindings, type StreamFinding } from '#profiles';
import { incidentSeverity, incidentText } from '../../core/index.js';
import type { Alerts } from './alerts.js';
import { HOUR_MS } from './hours.js';
import type { Alert } from './monitor.js';

const MOST = 1000;

/** The alerts of a user's monitors, as findings among the user's anomalies. */
export class AlertFindings extends StreamFindings {
  constructor(private readonly alerts: Alerts) {
    super();
  }

  async between(userId: number, fromMs: number, untilMs: number): Promise<readonly StreamFinding[]> {
    const found = await this.alerts.between(userId, { fromHour: Math.ceil(fromMs / HOUR_MS), untilHour: Math.ceil(untilMs / HOUR_MS) }, MOST);
    return found.map(findingOf);
  }

  async find(userId: number, id: string): Promise<StreamFinding | undefined> {
    const alert = await this.alerts.find(userId, id);
    return alert && findingOf(alert);
  }

  async acknowledge(userId: number, id: string, nowMs: number): Promise<void> {
    await this.alerts.acknowledge(userId, id, nowMs);
  }

  async feedback(userId: number, id: string, isUseful: boolean): Promise<void> {
    await this.alerts.judge(userId, id, isUseful);
  }
}

/** Such as `spam-calls-anomaly`, `calls-above-threshold`, `answer-rate-falling`. */
function kindOf({ metric, condition, contributions: [first] }: Alert): string {
  const found = condition === 'anomaly' ? 'anomaly' : (first?.part ?? condition);
  return `${metric}-${found}`.replaceAll('_', '-');
}

function findingOf(alert: Alert): StreamFinding {
  const { id, monitorId, metric, condition, peakValue, bound, openedHour, raisedMs, contributions } = alert;
  const evidence = contributions.map(({ part, share }) => ({ feature: `${metric}.${part}`, value: peakValue, expected: bound ?? undefined, deviation: undefined, share }));
  return {
    id, monitorId, kind: kindOf(alert), severity: incidentSeverity(condition, alert.hours), evidence, openedMs: openedHour * HOUR_MS, detectedMs: raisedMs,
    text: incidentText({ metric, condition, value: peakValue, bound: bound ?? undefined, part: contributions[0]?.part ?? '' }), isAcknowledged: alert.acknowledgedMs !== undefined,
  };
}
