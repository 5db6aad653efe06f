import type { FeedbackLabel, WhitelistStrategy } from '#realtime/core';
import type { Relation } from './evidence.js';
import { NO_MATCHES, type RuleMatches } from './rules/match-rules.js';
import type { Verdict } from './verdict.js';

/**
 * allow: the phone rings. screen: the assistant answers, asks who calls and why, and rings the user where it is worth it.
 * transfer: passed on without ringing the user, to the assistant's mailbox, which takes a message. block: turned away.
 */
export const ACTIONS = ['allow', 'screen', 'transfer', 'block'] as const;
export type Action = (typeof ACTIONS)[number];

export type DecidedBy = 'contact' | 'emergency' | 'whitelist' | `rule:${string}` | 'own_feedback' | `strategy:${WhitelistStrategy}`;

export interface Recommendation {
  readonly action: Action;
  readonly decidedBy: DecidedBy;
}

interface Situation {
  readonly verdict: Verdict;
  readonly strategy: WhitelistStrategy;
  readonly isContact: boolean;
  readonly ownLabel?: FeedbackLabel | undefined;
  /** Whether the number is one of an emergency service. */
  readonly isEmergency?: boolean;
  /** The entry of the user's whitelist that lets the number through. */
  readonly whitelisted?: { readonly source: 'manual' | 'learned' } | undefined;
  /** A contact whose learned entry is not active: it doesn't ring for being one, but is no less spared. */
  readonly contactWaits?: boolean | undefined;
  readonly rules?: RuleMatches;
  /** Whether the verdict is sure enough for a call to be turned away by strategy; the user's own word needs no such leave. */
  readonly blockAllowed?: boolean;
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

type Trust = 'contact' | 'emergency' | 'whitelist';

/** Who lets a number through before any rule by pattern is asked. Whoever the user calls spam is let through by nobody but the whitelist. */
function trustedBy({ isContact: known, isEmergency = false, ownLabel, whitelisted }: Situation): Trust | undefined {
  if (known) return 'contact';
  if (isEmergency && ownLabel !== 'spam') return 'emergency';
  return whitelisted === undefined ? undefined : 'whitelist';
}

/** Spam is asked who it is, but for whom the user let in, and a contact that waits for the user's word where the strategy would not let it ring. */
function isAskedFirst(trust: Trust, { verdict, strategy, contactWaits = false, ownLabel }: Situation): boolean {
  if (trust === 'whitelist') return false;
  const waits = trust === 'contact' && contactWaits && ownLabel !== 'not_spam';
  return verdict === 'spam' || (waits && BY_STRATEGY[strategy][verdict] !== 'allow');
}

function byStrategy({ verdict, strategy, blockAllowed = true }: Situation): Recommendation {
  const action = BY_STRATEGY[strategy][verdict];
  return { action: action === 'block' && !blockAllowed ? 'screen' : action, decidedBy: `strategy:${strategy}` };
}

/**
 * What to do with the call. A contact rings, whatever the crowd thinks, and so does an emergency service; only where everything points
 * to spam does the assistant ask first. Then the whitelist, the user's rules, the user's own word and the strategy, in this order. The
 * one thing that goes before contact and whitelist is a rule that names exactly this number.
 */
export function recommend(situation: Situation): Recommendation {
  const { ownLabel, rules = NO_MATCHES } = situation;
  const trust = trustedBy(situation);
  const rule = trust === undefined ? rules.first : rules.exact;
  if (rule !== undefined) return { action: rule.action, decidedBy: `rule:${rule.id}` };
  if (trust !== undefined) return { action: isAskedFirst(trust, situation) ? 'screen' : 'allow', decidedBy: trust };
  if (ownLabel === 'spam') return { action: 'block', decidedBy: 'own_feedback' };
  if (ownLabel === 'not_spam') return { action: 'allow', decidedBy: 'own_feedback' };
  return byStrategy(situation);
}
