import type { ExpectedEffect, Figures, Kind } from '../recommendation.js';

export type RuleKind = Extract<Kind, 'block_spam' | 'quiet_hours' | 'mailbox_for_campaigns' | 'assistant_for_new_callers'>;

type Phrase = (figures: Figures) => string;

/** What one language says of each kind, and of what would have been. */
export type PhraseBook = Readonly<Record<Kind, { readonly title: Phrase; readonly why: Phrase; readonly description: Phrase }>> & {
  readonly expected: (effect: ExpectedEffect) => string;
  /** What rules are called that advice adds. */
  readonly ruleNames: Readonly<Record<RuleKind, string>>;
};
