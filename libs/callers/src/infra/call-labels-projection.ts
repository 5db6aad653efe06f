import type { PredictionLabels } from '#ml';
import type { Transaction } from '#platform/database';
import type { Keyring } from '#privacy';
import { labelsIn, Projection } from '#realtime';
import { latestLabels, type StoredEvent } from '#realtime/core';

/**
 * Tells models what users say of the calls they judged. The log of predictions is no state of the event log, so it has no table
 * that a replay would rebuild, and no part in one.
 */
export class CallLabelsProjection extends Projection {
  readonly tables: readonly string[] = [];

  constructor(
    private readonly keyring: Keyring,
    private readonly predictions: PredictionLabels,
  ) {
    super();
  }

  async apply(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    // Who is unsure takes nothing back.
    const sure = latestLabels(labelsIn(events, this.keyring).filter(({ label }) => label !== 'unsure'));
    if (sure.length === 0) return;
    await this.predictions.labelCalls(sure.map(({ callerId, userId, label, reportedMs }) => ({ callerId, userId, spam: label === 'spam', saidMs: reportedMs })), tx);
  }
}
