import type { Keyring } from '#privacy';
import { newEventId, type AnomalyHistory, type EventLog } from '#realtime';
import { EVENT_KINDS } from '#realtime/core';
import type { AnomalyWords } from '../../core/anomalies/anomaly-acts.js';
import { latestChoices } from '../choice-events.js';

/** More words than these are not folded within a moment: nobody says so much. */
const MOST_RECENT = 100;

/** Records a user's word on anomalies as a fact in the log; the fold makes it effective a moment later. */
export class SayOfAnomalies {
  constructor(
    private readonly log: EventLog,
    private readonly keyring: Keyring,
    private readonly history: AnomalyHistory,
  ) {}

  /** What was said last, folded or not yet. */
  async recent(userId: number): Promise<AnomalyWords> {
    const choices = latestChoices(await this.history.latest(userId, MOST_RECENT), EVENT_KINDS.anomaly, this.keyring);
    return Object.fromEntries(choices.map(({ name, value }) => [name, value]));
  }

  async append(userId: number, words: AnomalyWords, nowMs: number): Promise<void> {
    const details = this.keyring.seal('details', JSON.stringify(words));
    await this.log.append([{ eventId: newEventId(), kind: EVENT_KINDS.anomaly, userId, occurredAtMs: nowMs, details }]);
  }
}
