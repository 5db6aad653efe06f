import { bytes, plain, type Statement, type Transaction } from '#platform/database';
import type { Keyring } from '#privacy';
import { Projection } from '#realtime';
import type { StoredEvent } from '#realtime/core';
import { changeEventsIn, openChange } from '../app/whitelist/open-change.js';

const ADD_CHANGES: Statement = {
  name: 'whitelist_change_add',
  text: `
    INSERT INTO whitelist_change (user_id, caller_id, changed_ms, event_id, details)
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::uuid[], $5::bytea[])
    ON CONFLICT DO NOTHING`,
};

/** All that users said of numbers on their whitelists: rows that are only ever added, so their order cannot matter. What stands is worked out on reading. */
export class WhitelistProjection extends Projection {
  readonly tables = ['whitelist_change'];

  constructor(private readonly keyring: Keyring) {
    super();
  }

  async apply(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const changes = changeEventsIn(events);
    if (changes.length === 0) return;
    // What cannot be opened is set aside here; in the table it would fail every verdict for this user and number.
    for (const change of changes) openChange(change, this.keyring);
    await tx.rows(ADD_CHANGES, [
      plain(changes.map(({ userId }) => userId)),
      plain(changes.map(({ subjectId }) => subjectId as number)),
      plain(changes.map(({ occurredAtMs }) => occurredAtMs)),
      plain(changes.map(({ eventId }) => eventId)),
      bytes(changes.map(({ details }) => Buffer.from(details ?? []))),
    ]);
  }
}
