import type { Keyring } from '#privacy';
import { newEventId, type EventLog } from '#realtime';
import { EVENT_KINDS } from '#realtime/core';
import type { AnomalyWords } from '../../core/anomalies/anomaly-acts.js';

/** Records a user's word on anomalies as a fact in the log; the fold makes it effective a moment later. */
export class SayOfAnomalies {
  constructor(
    private readonly log: EventLog,
    private readonly keyring: Keyring,
  ) {}

  async append(userId: number, words: AnomalyWords, nowMs: number): Promise<void> {
    const details = this.keyring.seal('details', JSON.stringify(words));
    await this.log.append([{ eventId: newEventId(), kind: EVENT_KINDS.anomaly, userId, occurredAtMs: nowMs, details }]);
  }
}
