/** On which clock a user's day runs. Owned here because hours are stamped on accept; the profiles know the answer. */
export abstract class UserZones {
  /** IANA zones of the users with these surrogate ids, in their order. */
  abstract zonesOf(userIds: readonly number[]): Promise<string[]>;
}
