import type { PredictionLabels } from '#ml';
import { plain, type Statement, type Transaction } from '#platform/database';
import type { Keyring } from '#privacy';
import { labelsIn, Projection } from '#realtime';
import { latestLabels, type StoredEvent } from '#realtime/core';

const RECEIVED: Statement = {
  name: 'call_labels_received',
  text: `SELECT caller_id, user_id FROM caller_user JOIN unnest($1::bigint[], $2::bigint[]) AS t(caller_id, user_id) USING (caller_id, user_id) WHERE made > 0`,
};

/**
 * Tells models what users say of the calls they judged: of calls they received, since anybody may say anything of any number. The log of predictions is no state of the event log, so it has no table
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
    const received = await tx.rows(RECEIVED, [plain(sure.map(({ callerId }) => callerId)), plain(sure.map(({ userId }) => userId))]);
    const heard = sure.filter(({ callerId, userId }) => received.some(([caller, user]) => caller === callerId && user === userId));
    await this.predictions.labelCalls(heard.map(({ callerId, userId, label, reportedMs }) => ({ callerId, userId, spam: label === 'spam', saidMs: reportedMs })), tx);
  }
}
