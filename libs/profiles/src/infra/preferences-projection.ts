import { plain, texts, type Transaction } from '#platform/database';
import type { Keyring } from '#privacy';
import { Projection } from '#realtime';
import { EVENT_KINDS, type StoredEvent } from '#realtime/core';
import { KEEP_PREFERENCES, TELL_CHANGED } from './profile-statements.js';

interface Choice {
  readonly userId: number;
  readonly name: string;
  readonly value: string;
  readonly chosenAtMs: number;
  readonly eventId: string;
}

/** What users chose, each preference the latest choice. */
export class PreferencesProjection extends Projection {
  readonly tables = ['user_preference'];

  constructor(private readonly keyring: Keyring) {
    super();
  }

  async apply(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const choices = latest(events.filter(({ kind }) => kind === EVENT_KINDS.preferences).flatMap((event) => this.choicesOf(event)));
    if (choices.length === 0) return;
    await tx.rows(KEEP_PREFERENCES, [
      plain(choices.map(({ userId }) => userId)),
      texts(choices.map(({ name }) => name)),
      texts(choices.map(({ value }) => value)),
      plain(choices.map(({ chosenAtMs }) => chosenAtMs)),
      plain(choices.map(({ eventId }) => eventId)),
    ]);
    await tx.rows(TELL_CHANGED, [plain([...new Set(choices.map(({ userId }) => userId))])]);
  }

  private choicesOf({ userId, details, occurredAtMs, eventId }: StoredEvent): Choice[] {
    const change = JSON.parse(this.keyring.open('details', Buffer.from(details ?? []))) as Record<string, unknown>;
    return Object.entries(change).map(([name, value]) => ({ userId, name, value: JSON.stringify(value), chosenAtMs: occurredAtMs, eventId }));
  }
}

/** One statement may touch a row only once: of several choices in a batch the latest is kept. */
function latest(choices: readonly Choice[]): Choice[] {
  const kept = new Map<string, Choice>();
  for (const choice of choices) {
    const key = `${choice.userId} ${choice.name}`;
    const other = kept.get(key);
    if (other === undefined || isLater(choice, other)) kept.set(key, choice);
  }
  return [...kept.values()];
}

function isLater(choice: Choice, other: Choice): boolean {
  return choice.chosenAtMs === other.chosenAtMs ? choice.eventId > other.eventId : choice.chosenAtMs > other.chosenAtMs;
}
