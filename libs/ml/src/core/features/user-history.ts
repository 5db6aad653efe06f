import type { Tally } from './caller-tally.js';
import type { HistoricCall } from './caller-history.js';
import { addToContact, addToUser, dropFromContact, dropFromUser, emptyContact, emptyUser, type ContactCounts, type UserCounts } from './contact-tally.js';
import { USER_AT_CALL, type UserAtCall } from './user-at-call.js';

/** Calls of one user as they add up. */
export interface UserHistory {
  readonly user: Tally<UserCounts>;
  /** By surrogate number. */
  readonly pairs: Map<number, Tally<ContactCounts>>;
}

export function emptyUserHistory(): UserHistory {
  return { user: emptyUser(), pairs: new Map() };
}

/** Adds one call of the user to `history` in place. */
export function addUserCall({ user, pairs }: UserHistory, call: HistoricCall): void {
  addToUser(user, call);
  let pair = pairs.get(call.call.callerId);
  if (pair === undefined) pairs.set(call.call.callerId, (pair = emptyContact()));
  addToContact(pair, call);
}

/** Takes the oldest of the user's calls out of `history` again, in place. */
export function dropUserCall({ user, pairs }: UserHistory, call: HistoricCall): void {
  dropFromUser(user, call);
  const { callerId } = call.call;
  const pair = pairs.get(callerId);
  if (pair === undefined) return;
  dropFromContact(pair, call);
  if (pair.lastInMs === -Infinity && pair.lastOutMs === -Infinity) pairs.delete(callerId);
}

/** What is known of the number that calls, beside its calls with the user. */
export type CallerKnown = Pick<UserAtCall, 'caller' | 'category'>;

/** Of a call that rings, who calls and when. */
export interface RingingCall {
  readonly occurredAtMs: number;
  readonly call: { readonly callerId: number; readonly localHour: number };
}

/** The `user_at_call` vector of the user as `call` rings: of the call itself, only who calls and when. */
export function userVectorAt({ user, pairs }: UserHistory, { call, occurredAtMs }: RingingCall, known: CallerKnown): Float64Array {
  return USER_AT_CALL.vector({ ...known, user, pair: pairs.get(call.callerId), contacts: pairs.size, asOfMs: occurredAtMs, localHour: call.localHour });
}
