import type { Identities } from '#privacy';
import type { AnomalyState } from '../../core/anomalies/anomaly-acts.js';
import { isAtLeast } from '../../core/anomalies/anomaly-settings.js';
import type { Severity } from '../../core/anomalies/day-finding.js';
import type { Anomaly, AnomalyPlace, AskedDays, UserAnomalies } from './user-anomalies.js';

export interface AnomalyQuery extends AskedDays {
  readonly severity: Severity | undefined;
  readonly state: AnomalyState | undefined;
  /** Where the page before ended. */
  readonly after: AnomalyPlace | undefined;
  readonly limit: number;
}

export interface AnomalyPage {
  readonly items: readonly Anomaly[];
  readonly hasMore: boolean;
  /** Fewer than 21 days of history stand before yesterday, so no day can be judged yet. */
  readonly isHistoryShort: boolean;
}

/** A page of a user's strange days and of what the stream found, the latest first. */
export class ListAnomalies {
  constructor(
    private readonly identities: Identities,
    private readonly anomalies: UserAnomalies,
  ) {}

  /** @throws AppError `input_invalid` where too many days are asked for, or they end before they begin */
  async execute(userId: string, query: AnomalyQuery, nowMs: number): Promise<AnomalyPage> {
    const id = await this.identities.findUser(userId);
    if (id === undefined) return { items: [], hasMore: false, isHistoryShort: true };
    const judgeable = await this.anomalies.load(id, query, nowMs);
    const { said: { settings }, isHistoryShort } = judgeable;
    const items: Anomaly[] = [];
    for await (const anomaly of this.anomalies.latestFirst(judgeable, query.after, nowMs)) {
      const isWanted = isAtLeast(anomaly.severity, settings.minimumSeverity)
        && (query.severity === undefined || anomaly.severity === query.severity) && (query.state === undefined || anomaly.state === query.state);
      if (isWanted) items.push(anomaly);
      if (items.length > query.limit) break;
    }
    return { items: items.slice(0, query.limit), hasMore: items.length > query.limit, isHistoryShort };
  }
}
