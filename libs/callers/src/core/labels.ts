import type { FeedbackLabel, SpamCategory } from '#realtime/core';

/** What one user said of one number. */
export interface Label {
  readonly callerId: number;
  readonly userId: number;
  readonly label: FeedbackLabel;
  readonly category: SpamCategory | undefined;
  readonly reportedMs: number;
  readonly eventId: string;
}

function isLater(label: Label, other: Label): boolean {
  return label.reportedMs === other.reportedMs ? label.eventId > other.eventId : label.reportedMs > other.reportedMs;
}

/** The latest word of each user on each number; equal times are settled by id, so any order gives the same. */
export function latestLabels(labels: readonly Label[]): Label[] {
  const kept = new Map<string, Label>();
  for (const label of labels) {
    const key = `${label.callerId} ${label.userId}`;
    const other = kept.get(key);
    if (other === undefined || isLater(label, other)) kept.set(key, label);
  }
  return [...kept.values()];
}
