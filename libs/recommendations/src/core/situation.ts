import type { Rule } from '#callers/core';
import type { WhitelistStrategy } from '#realtime/core';
import type { ForeseenCalls } from './foreseen-calls.js';

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
  /** Contacts, spam to nobody, of whom three calls or more were missed and nothing was heard since, and how many were in all. */
  readonly missedContacts: { readonly numbers: number; readonly calls: number };
  /** What a model foresees of the calls of the coming day; undefined where none does. */
  readonly foreseen: ForeseenCalls | undefined;
}
