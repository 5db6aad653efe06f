import type { WhitelistStrategy } from '#realtime/core';
import type { Rule } from '../core/index.js';
import type { OwnLine } from './own-line.js';

/** How a user wants calls to be treated. */
export interface Choices {
  /** IANA zone of the clock that the hours of rules are read on. */
  readonly zone: string;
  readonly strategy: WhitelistStrategy;
  readonly rules: readonly Rule[];
  /** Their own number, where they told it. */
  readonly ownLine?: OwnLine | undefined;
}

/** For nobody in particular. The zone is as good as any: there is no rule to read it. */
export const NOBODYS_CHOICES: Choices = { zone: 'UTC', strategy: 'moderate', rules: [] };

/** What users chose. Owned here because verdicts need it; the profiles know the answer. */
export abstract class UserChoices {
  abstract choicesOf(userId: number): Promise<Choices>;
  /** As they stood at an earlier moment: by what had been received by then. */
  abstract choicesAt(userId: number, asOfMs: number): Promise<Choices>;
}
