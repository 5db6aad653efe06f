import type { Rule } from '#callers/core';
import type { WhitelistStrategy } from '#realtime/core';

export const CATEGORIES = ['security', 'efficiency', 'user_experience', 'whitelist', 'cost', 'privacy'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Append only: kinds stand in tables and in what the ranking has learnt. */
export const KINDS = [
  'block_spam', 'stricter_strategy', 'looser_strategy', 'unused_rule', 'quiet_hours', 'call_back', 'confirm_entry', 'keep_number', 'mailbox_for_campaigns', 'review_security',
  'stop_sharing', 'assistant_for_new_callers',
] as const;
export type Kind = (typeof KINDS)[number];

export type Level = 'low' | 'medium' | 'high';

/** What implementing changes. `quiet_hours` is a rule with hours; `none` is for the user to do. */
export type Action =
  | { readonly type: 'strategy'; readonly strategy: WhitelistStrategy }
  | { readonly type: 'rule'; readonly rule: Rule }
  | { readonly type: 'rule'; readonly removeRule: string }
  | { readonly type: 'quiet_hours'; readonly rule: Rule }
  | { readonly type: 'whitelist_entry'; readonly change: 'confirm' | 'add'; readonly entryId: string; readonly number: string }
  | { readonly type: 'preference'; readonly name: 'shareAnalytics'; readonly value: boolean }
  | { readonly type: 'none' };

/** The user's own figures that a text names. */
export type Figures = Readonly<Record<string, number | string>>;

/** Something that a user might change. */
export interface Candidate {
  readonly kind: Kind;
  readonly category: Category;
  /** Kind and parameters: the same advice to the same user always has the same key. */
  readonly key: string;
  /** Of candidates that answer the same need only one is listed. */
  readonly need: string;
  readonly figures: Figures;
  /** How much speaks for it, in a unit of its kind; a dismissed one stays away until this has grown by half. */
  readonly strength: number;
  /** 0–1: how sure the figures are to be past what the kind asks for. */
  readonly confidence: number;
  /** Of advice that is replayed, what the replay shows. */
  readonly impact: Level;
  readonly effort: Level;
  readonly action: Action;
}

/** What would have been otherwise over the days replayed. */
export interface ExpectedEffect {
  readonly days: number;
  /** Calls replayed, and those that could not be. */
  readonly calls: number;
  readonly skipped: number;
  readonly callsChanged: number;
  /** Spam and suspicious calls that nobody would have had to take any more, neither the user nor the assistant. */
  readonly fewerSpamCalls: number;
  readonly fewerRings: number;
  readonly moreRings: number;
  /** Calls that the assistant would not have had to take any more, nor the user. */
  readonly fewerAssisted: number;
  /** Calls of contacts, or of whitelisted numbers, that would have been treated worse. */
  readonly contactsAffected: number;
}

export interface Advice extends Candidate {
  /** Null where nothing can be replayed. */
  readonly expected: ExpectedEffect | null;
}
