/** A call of a number to a user, and its place in a list of them. */
export interface CallPlace {
  readonly atMs: number;
  readonly callerId: number;
}

/** The calls that came in for a user. */
export abstract class CallsOfUser {
  /**
   * Calls from `sinceMs` on that come before a place, latest first, at most `limit`. Calls of one number at the same
   * millisecond are one.
   */
  abstract page(userId: number, sinceMs: number, before: CallPlace, limit: number): Promise<readonly CallPlace[]>;
}
