import type { WhitelistStrategy } from '#realtime/core';

/** How a user wants calls to be treated. Owned here because verdicts need it; the profiles know the answer. */
export abstract class UserChoices {
  abstract strategyOf(userId: number): Promise<WhitelistStrategy>;
}
