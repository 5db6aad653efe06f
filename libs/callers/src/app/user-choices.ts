import type { WhitelistStrategy } from '#realtime/core';

/** How a user wants calls to be treated. */
export interface Choices {
  /** IANA zone of the clock that the user's days run on. */
  readonly zone: string;
  readonly strategy: WhitelistStrategy;
}

/** For nobody in particular; the zone is as good as any. */
export const NOBODYS_CHOICES: Choices = { zone: 'UTC', strategy: 'moderate' };

/** What users chose. Owned here because verdicts need it; the profiles know the answer. */
export abstract class UserChoices {
  abstract choicesOf(userId: number): Promise<Choices>;
}
