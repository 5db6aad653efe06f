import { nested, plain, type Transaction } from '#platform/database';
import { Projection } from '#realtime';
import type { StoredEvent } from '#realtime/core';
import { foldUsers, type UserState } from '../core/user-state.js';
import { ADD_TO_USERS } from './profile-statements.js';

/** What each user's events add up to. */
export class UsersProjection extends Projection {
  readonly tables = ['user_profile'];

  async apply(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const states = foldUsers(events);
    if (states.size === 0) return;
    const all = [...states.values()];
    const column = (value: (state: UserState) => number): string => plain(all.map(value));
    await tx.rows(ADD_TO_USERS, [
      plain([...states.keys()]),
      column((state) => state.firstMs),
      column((state) => state.lastMs),
      column((state) => state.answeredMs),
      column((state) => state.timedAnswered),
      column((state) => state.interactions),
      column((state) => state.securityEvents),
      nested(all.map((state) => state.incoming)),
      nested(all.map((state) => state.outgoing)),
    ]);
  }
}
