import type { Keyring } from '#privacy';
import { EVENT_KINDS, type StoredEvent } from '#realtime/core';
import type { ChangeKind, EntryReason, WhitelistChange } from '../../core/index.js';

/** What is sealed with a change. */
export interface ChangeDetails {
  readonly change: ChangeKind;
  readonly expiresMs?: number;
  readonly note?: string;
  readonly reason?: EntryReason;
}

type SealedChange = Pick<StoredEvent, 'eventId' | 'occurredAtMs' | 'details'>;

export function openChange({ eventId, occurredAtMs, details }: SealedChange, keyring: Keyring): WhitelistChange {
  const { expiresMs, ...said } = JSON.parse(keyring.open('details', Buffer.from(details ?? []))) as ChangeDetails;
  return { ...said, expiresMs: expiresMs ?? null, changedMs: occurredAtMs, eventId };
}

export function changeEventsIn(events: readonly StoredEvent[]): StoredEvent[] {
  return events.filter(({ kind }) => kind === EVENT_KINDS.whitelist);
}
