import type { FeedbackLabel, SpamCategory } from './vocabulary.js';

/** What one user said of one number. */
export interface UserLabel {
  readonly callerId: number;
  readonly userId: number;
  readonly label: FeedbackLabel;
  readonly category: SpamCategory | undefined;
  readonly reportedMs: number;
  readonly eventId: string;
}

function isLater(label: UserLabel, other: UserLabel): boolean {
  return label.reportedMs === other.reportedMs ? label.eventId > other.eventId : label.reportedMs > other.reportedMs;
}

/** The latest word of each user on each number; equal times are settled by id, so any order gives the same. */
export function latestLabels(labels: readonly UserLabel[]): UserLabel[] {
  const kept = new Map<string, UserLabel>();
  for (const label of labels) {
    const key = `${label.callerId} ${label.userId}`;
    const other = kept.get(key);
    if (other === undefined || isLater(label, other)) kept.set(key, label);
  }
  return [...kept.values()];
}
