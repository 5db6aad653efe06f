import type { Keyring } from '#privacy';
import { EVENT_KINDS, type FeedbackLabel, type SpamCategory, type StoredEvent, type UserLabel } from '../core/index.js';

/** The labels among `events`, their sealed content opened. */
export function labelsIn(events: readonly StoredEvent[], keyring: Keyring): UserLabel[] {
  return events.filter(({ kind }) => kind === EVENT_KINDS.feedback).map((event) => openLabel(event, keyring));
}

function openLabel({ subjectId, userId, occurredAtMs, eventId, details }: StoredEvent, keyring: Keyring): UserLabel {
  const { label, category } = JSON.parse(keyring.open('details', Buffer.from(details ?? []))) as { label: FeedbackLabel; category?: SpamCategory };
  return { callerId: subjectId as number, userId, label, category, reportedMs: occurredAtMs, eventId };
}
