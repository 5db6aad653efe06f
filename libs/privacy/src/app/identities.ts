import type { E164 } from '../phone/index.js';

/** Surrogate id of a user or a number; the only form in which other tables know them. */
export type IdentityId = number;

/** Turns user ids and numbers into surrogate ids and back. */
export abstract class Identities {
  /** Ids of all `userIds`, in their order; new ones are registered. */
  abstract registerUsers(userIds: readonly string[]): Promise<IdentityId[]>;
  /** Ids of all `numbers`, in their order; new ones are registered. */
  abstract registerPhones(numbers: readonly E164[]): Promise<IdentityId[]>;
  abstract findUser(userId: string): Promise<IdentityId | undefined>;
  abstract findPhone(number: E164): Promise<IdentityId | undefined>;
  /** The numbers behind `ids`; ids that are gone are left out. */
  abstract revealPhones(ids: readonly IdentityId[]): Promise<Map<IdentityId, E164>>;
  /** The user ids behind `ids`, for those who know surrogates alone; those that are gone are left out. */
  abstract revealUsers(ids: readonly IdentityId[]): Promise<Map<IdentityId, string>>;
}
