import { plain, type Transaction } from '#platform/database';
import type { Keyring } from '#privacy';
import { Projection } from '#realtime';
import { EVENT_KINDS, FEEDBACK_LABELS, SPAM_CATEGORIES, type FeedbackLabel, type SpamCategory, type StoredEvent } from '#realtime/core';
import { ADD_REPORTS } from './caller-statements.js';

interface Label {
  readonly callerId: number;
  readonly userId: number;
  readonly label: number;
  readonly category: number | null;
  readonly reportedMs: number;
  readonly eventId: string;
}

/** The latest word of each user on each number. */
export class ReportsProjection extends Projection {
  readonly tables = ['caller_report'];

  constructor(private readonly keyring: Keyring) {
    super();
  }

  async apply(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const labels = latest(events.filter(({ kind }) => kind === EVENT_KINDS.feedback).map((event) => this.labelOf(event)));
    if (labels.length === 0) return;
    const column = (value: (label: Label) => number | string | null): string => plain(labels.map(value));
    await tx.rows(ADD_REPORTS, [
      column((label) => label.callerId), column((label) => label.userId), column((label) => label.label),
      column((label) => label.category), column((label) => label.reportedMs), column((label) => label.eventId),
    ]);
  }

  private labelOf({ subjectId, userId, occurredAtMs, eventId, details }: StoredEvent): Label {
    const { label, category } = JSON.parse(this.keyring.open('details', Buffer.from(details ?? []))) as { label: FeedbackLabel; category?: SpamCategory };
    return {
      callerId: subjectId as number, userId, eventId, reportedMs: occurredAtMs,
      label: FEEDBACK_LABELS.indexOf(label),
      category: category === undefined ? null : SPAM_CATEGORIES.indexOf(category),
    };
  }
}

/** One statement may touch a row only once: of several labels in a batch the latest is kept. */
function latest(labels: readonly Label[]): Label[] {
  const kept = new Map<string, Label>();
  for (const label of labels) {
    const key = `${label.callerId} ${label.userId}`;
    const other = kept.get(key);
    if (other === undefined || label.reportedMs > other.reportedMs || (label.reportedMs === other.reportedMs && label.eventId > other.eventId)) kept.set(key, label);
  }
  return [...kept.values()];
}
