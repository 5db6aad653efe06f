import type { Keyring } from '#privacy';
import type { EventKindCode, StoredEvent } from '#realtime/core';

/** One thing that a user chose, or said, under a name. */
export interface Choice {
  readonly userId: number;
  readonly name: string;
  readonly value: unknown;
  readonly chosenAtMs: number;
  readonly eventId: string;
}

function isLater(choice: Choice, other: Choice): boolean {
  return choice.chosenAtMs === other.chosenAtMs ? choice.eventId > other.eventId : choice.chosenAtMs > other.chosenAtMs;
}

function choicesOf({ userId, details, occurredAtMs, eventId }: StoredEvent, keyring: Keyring): Choice[] {
  const change = JSON.parse(keyring.open('details', Buffer.from(details ?? []))) as Record<string, unknown>;
  return Object.entries(change).map(([name, value]) => ({ userId, name, value, chosenAtMs: occurredAtMs, eventId }));
}

/** The latest choice of each user and name among the `events` of a kind; equal times are settled by id, so any order gives the same. */
export function latestChoices(events: readonly StoredEvent[], ofKind: EventKindCode, keyring: Keyring): Choice[] {
  const kept = new Map<string, Choice>();
  for (const choice of events.filter(({ kind }) => kind === ofKind).flatMap((event) => choicesOf(event, keyring))) {
    const key = `${choice.userId} ${choice.name}`;
    const other = kept.get(key);
    if (other === undefined || isLater(choice, other)) kept.set(key, choice);
  }
  return [...kept.values()];
}
