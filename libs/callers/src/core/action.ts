import type { FeedbackLabel, WhitelistStrategy } from '#realtime/core';
import type { Relation } from './evidence.js';
import type { Verdict } from './verdict.js';

/**
 * allow: the phone rings. screen: the assistant answers, asks who calls and why, and rings the user where it is worth it.
 * transfer: passed on without ringing the user, to the assistant's mailbox, which takes a message. block: turned away.
 */
export const ACTIONS = ['allow', 'screen', 'transfer', 'block'] as const;
export type Action = (typeof ACTIONS)[number];

export type DecidedBy = 'contact' | 'whitelist' | 'own_feedback' | `strategy:${WhitelistStrategy}`;

export interface Recommendation {
  readonly action: Action;
  readonly decidedBy: DecidedBy;
}

interface Situation {
  readonly verdict: Verdict;
  readonly strategy: WhitelistStrategy;
  readonly isContact: boolean;
  readonly ownLabel?: FeedbackLabel | undefined;
  /** A contact whose learned entry is not active: it doesn't ring for being one, but is no less spared. */
  readonly contactWaits?: boolean | undefined;
  /** An active entry on the user's whitelist that lets this call through. */
  readonly whitelisted?: { readonly source: 'manual' | 'learned' } | undefined;
}

/** Someone spoken with for so long on average was spoken with for so long at least once. */
const CONTACT_TALK_MS = 30_000;

const BY_STRATEGY: Readonly<Record<WhitelistStrategy, Readonly<Record<Verdict, Action>>>> = {
  strict: { spam: 'block', suspicious: 'transfer', unknown: 'screen', legitimate: 'allow' },
  moderate: { spam: 'block', suspicious: 'screen', unknown: 'screen', legitimate: 'allow' },
  permissive: { spam: 'transfer', suspicious: 'screen', unknown: 'allow', legitimate: 'allow' },
};

/**
 * Whether the number is a contact of the user: the user has dialled it, or their answered calls lasted 30 s or more on
 * average (so that one of them did). Whom the user reported as spam is no contact.
 */
export function isContact(relation: Relation | undefined, ownLabel?: FeedbackLabel): boolean {
  if (relation === undefined || ownLabel === 'spam') return false;
  return relation.taken > 0 || (relation.answered > 0 && relation.answeredMs >= CONTACT_TALK_MS * relation.answered);
}

/**
 * What to do with the call. A contact rings, whatever the crowd thinks; only where everything points to spam does the
 * assistant ask first, or where the strategy would not let it ring and what was learned of it waits for the user's word. Then the whitelist,
 * then the user's own label, then the strategy.
 */
export function recommend({ verdict, strategy, isContact: known, contactWaits = false, ownLabel, whitelisted }: Situation): Recommendation {
  const asked = contactWaits && ownLabel !== 'not_spam' && BY_STRATEGY[strategy][verdict] !== 'allow';
  if (known) return { action: verdict === 'spam' || asked ? 'screen' : 'allow', decidedBy: 'contact' };
  if (whitelisted !== undefined) return { action: 'allow', decidedBy: 'whitelist' };
  if (ownLabel === 'spam') return { action: 'block', decidedBy: 'own_feedback' };
  if (ownLabel === 'not_spam') return { action: 'allow', decidedBy: 'own_feedback' };
  return { action: BY_STRATEGY[strategy][verdict], decidedBy: `strategy:${strategy}` };
}
