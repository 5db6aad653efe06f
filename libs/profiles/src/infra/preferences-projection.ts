import { plain, texts, type Transaction } from '#platform/database';
import type { Keyring } from '#privacy';
import { Projection } from '#realtime';
import type { StoredEvent } from '#realtime/core';
import { latestChoices } from '../app/choice-events.js';
import { KEEP_PREFERENCES, TELL_CHANGED } from './profile-statements.js';

/** What users chose, each preference the latest choice. */
export class PreferencesProjection extends Projection {
  readonly tables = ['user_preference'];

  constructor(private readonly keyring: Keyring) {
    super();
  }

  async apply(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    // One statement may touch a row only once, so of several choices in a batch only the latest goes in.
    const choices = latestChoices(events, this.keyring);
    if (choices.length === 0) return;
    await tx.rows(KEEP_PREFERENCES, [
      plain(choices.map(({ userId }) => userId)),
      texts(choices.map(({ name }) => name)),
      texts(choices.map(({ value }) => JSON.stringify(value))),
      plain(choices.map(({ chosenAtMs }) => chosenAtMs)),
      plain(choices.map(({ eventId }) => eventId)),
    ]);
    await tx.rows(TELL_CHANGED, [plain([...new Set(choices.map(({ userId }) => userId))])]);
  }
}
