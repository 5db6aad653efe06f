/** Has a user's list made anew, soon and elsewhere. */
export abstract class OrderRefresh {
  /** Who is waited for already is not made twice. */
  abstract of(userIds: readonly number[]): Promise<void>;
}
