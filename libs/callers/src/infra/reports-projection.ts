import { plain, type Transaction } from '#platform/database';
import type { Keyring } from '#privacy';
import { labelsIn, Projection } from '#realtime';
import { FEEDBACK_LABELS, latestLabels, SPAM_CATEGORIES, type StoredEvent, type UserLabel } from '#realtime/core';
import { ADD_REPORTS } from './caller-statements.js';
import { rankReports } from './report-ranks.js';
import { tellChanged } from './ringing/changed-callers.js';

/** The latest word of each user on each number. */
export class ReportsProjection extends Projection {
  readonly tables = ['caller_report'];

  constructor(private readonly keyring: Keyring) {
    super();
  }

  async apply(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    // One statement may touch a row only once, so of several labels in a batch only the latest goes in.
    const labels = latestLabels(labelsIn(events, this.keyring));
    if (labels.length === 0) return;
    const column = (value: (label: UserLabel) => number | string | null): string => plain(labels.map(value));
    await tx.rows(ADD_REPORTS, [
      column(({ callerId }) => callerId),
      column(({ userId }) => userId),
      column(({ label }) => FEEDBACK_LABELS.indexOf(label)),
      column(({ category }) => (category === undefined ? null : SPAM_CATEGORIES.indexOf(category))),
      column(({ reportedMs }) => reportedMs),
      column(({ eventId }) => eventId),
    ]);
    await this.noted(labels, tx);
  }

  protected async noted(labels: readonly UserLabel[], tx: Transaction): Promise<void> {
    await tellChanged(labels.map(({ callerId }) => callerId), tx);
  }
}

/** The same, and where each report stands among those of its number: beside the stream only, for a replay finds that in place. */
export class RankedReportsProjection extends ReportsProjection {
  protected override async noted(labels: readonly UserLabel[], tx: Transaction): Promise<void> {
    await rankReports(labels, tx);
    await super.noted(labels, tx);
  }
}
