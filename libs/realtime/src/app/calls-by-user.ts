import type { StoredCall } from '../core/index.js';

/** A call without what was said of it beside. */
export type UserCall = Pick<StoredCall, 'eventId' | 'userId' | 'occurredAtMs' | 'call'>;

/** The log read by whose calls it tells of. Calls of withheld numbers and those that only their user tells of are left out. */
export abstract class CallsByUser {
  /** The newest calls of a user that had ended before a moment, newest first, at most `limit`. */
  abstract newest(userId: number, endedBeforeMs: number, limit: number): Promise<readonly UserCall[]>;
  /** Some users, drawn by `seed`, at most `limit`. */
  abstract drawUsers(seed: number, limit: number): Promise<readonly number[]>;
}
