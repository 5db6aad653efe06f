import { isAtLeast } from '../../core/anomalies/anomaly-settings.js';
import type { AnomalyText } from '../../core/anomalies/anomaly-text.js';
import type { DayEvidence, Severity } from '../../core/anomalies/day-finding.js';
import { dateOf } from '../../core/anomalies/local-days.js';
import type { Anomaly, UserAnomalies } from './user-anomalies.js';

/** A day that stood out, as its user is told of it unasked. */
export interface UnusualDay {
  readonly id: string;
  readonly date: string;
  readonly kind: string;
  readonly severity: Severity;
  readonly evidence: readonly (Omit<DayEvidence, 'feature'> & { readonly feature: string })[];
  readonly text: AnomalyText;
  /** When the day was over. */
  readonly endedMs: number;
}

/** A user's unusual days, for who tells of them unasked. What monitors found is told by them. */
export class UnusualDays {
  constructor(private readonly anomalies: UserAnomalies) {}

  /**
   * Of days on the user's calendar, both included, the earliest first: those that are open and as grave as the user wants to be told of.
   * @throws AppError `input_invalid` where more than 92 days are asked for
   */
  async between(userId: number, days: { readonly from: number; readonly to: number }, nowMs: number): Promise<readonly UnusualDay[]> {
    const judgeable = await this.anomalies.load(userId, days, nowMs);
    const { minimumSeverity } = judgeable.said.settings;
    const found: UnusualDay[] = [];
    for await (const anomaly of this.anomalies.latestFirst(judgeable, undefined, nowMs)) {
      if (anomaly.monitorId === undefined && anomaly.state === 'open' && isAtLeast(anomaly.severity, minimumSeverity)) found.unshift(told(anomaly));
    }
    return found;
  }
}

function told({ id, day, kind, severity, evidence, text, detectedMs }: Anomaly): UnusualDay {
  return { id, date: dateOf(day), kind, severity, evidence, text, endedMs: detectedMs };
}
