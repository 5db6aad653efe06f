import { plain, type Transaction } from '#platform/database';
import type { Keyring } from '#privacy';
import { Projection } from '#realtime';
import { EVENT_KINDS, type StoredEvent } from '#realtime/core';
import { latestChoices } from '../app/choice-events.js';
import { choiceColumns } from './choice-columns.js';
import { KEEP_PREFERENCES, TELL_CHANGED } from './profile-statements.js';

/** What users chose, each preference the latest choice. */
export class PreferencesProjection extends Projection {
  readonly tables = ['user_preference'];

  constructor(private readonly keyring: Keyring) {
    super();
  }

  async apply(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const choices = latestChoices(events, EVENT_KINDS.preferences, this.keyring);
    if (choices.length === 0) return;
    await tx.rows(KEEP_PREFERENCES, choiceColumns(choices));
    await tx.rows(TELL_CHANGED, [plain([...new Set(choices.map(({ userId }) => userId))])]);
  }
}
