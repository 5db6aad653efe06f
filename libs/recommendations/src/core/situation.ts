import type { Rule } from '#callers/core';
import type { WhitelistStrategy } from '#realtime/core';

/** An entry of the user's whitelist that could be made theirs. */
export interface Proposal {
  readonly entryId: string;
  readonly number: string;
  /** Masked, for texts. */
  readonly shownNumber: string;
  readonly state: 'active' | 'proposed';
  readonly kind: 'permanent' | 'temporary';
  /** The code of what was learned. */
  readonly reason: string;
}

/** All that advice for one user rests on. Counts are of the last 30 days, but spam: of all time, as the profile has it. */
export interface UserSituation {
  readonly strategy: WhitelistStrategy;
  /** BCP 47 tag: rules are named in it. */
  readonly language: string;
  readonly shareAnalytics: boolean;
  readonly rules: readonly Rule[];
  readonly spam: { readonly calls: number; readonly incoming: number };
  readonly incoming: number;
  readonly answered: number;
  readonly aiHandled: number;
  readonly securityEvents: number;
  /** Incoming and answered calls by hour of the day on the user's clock; 24 of each. */
  readonly byHour: { readonly incoming: readonly number[]; readonly answered: readonly number[] };
  readonly proposals: readonly Proposal[];
  /** Known numbers that rang at least three times in vain of late, and how often they did in all. */
  readonly unansweredContacts: { readonly numbers: number; readonly calls: number };
}
