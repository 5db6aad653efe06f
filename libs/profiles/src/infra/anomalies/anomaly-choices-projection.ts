import type { Transaction } from '#platform/database';
import type { Keyring } from '#privacy';
import { Projection } from '#realtime';
import { EVENT_KINDS, type StoredEvent } from '#realtime/core';
import { latestChoices } from '../../app/choice-events.js';
import { choiceColumns, keepChoices } from '../choice-columns.js';

const KEEP = keepChoices('user_anomaly_choice');

/** What users said of their anomalies and how they want them, each the latest word. */
export class AnomalyChoicesProjection extends Projection {
  readonly tables = ['user_anomaly_choice'];

  constructor(private readonly keyring: Keyring) {
    super();
  }

  async apply(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const choices = latestChoices(events, EVENT_KINDS.anomaly, this.keyring);
    if (choices.length > 0) await tx.rows(KEEP, choiceColumns(choices));
  }
}
