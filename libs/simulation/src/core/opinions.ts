import type { Random } from '#kernel';
import { SPAM_CATEGORIES, type SpamCategory } from '#realtime/core';

import type { Draft } from './draft.js';
import { logNormal, oneOf } from './draws.js';
import type { Truth } from './items.js';
import type { User } from './population.js';

/** How likely a call is to be reported next to one that was answered. */
const NOTICED = { answered: 1, transferred: 1, ai_handled: 0.6, rejected: 0.3, missed: 0.15 } as const;
const MISLABELLED = 0.02;
const CLEARED = 0.06;
const REPORT_MEDIAN_SECONDS = 300;
const NO_CATEGORY_SHARE = 0.3;
const WRONG_CATEGORY_SHARE = 0.1;

/** A report before it is written out. */
export interface Opinion {
  /** Milliseconds since the midnight of the day of the call; may reach into later days. */
  readonly atMs: number;
  readonly user: number;
  readonly phone: number;
  readonly label: 'spam' | 'not_spam';
  readonly category: SpamCategory | null;
}

function labelOf({ reports }: User, { reception, truth }: Draft, random: Random): 'spam' | 'not_spam' | undefined {
  const attention = reports * NOTICED[reception.outcome];
  const draw = random.next();
  if (truth.spam) return draw < attention ? 'spam' : undefined;
  if (truth.kind === 'contact') return undefined;
  if (draw < attention * MISLABELLED) return 'spam';
  return draw < attention * (MISLABELLED + CLEARED) ? 'not_spam' : undefined;
}

function categoryOf(label: 'spam' | 'not_spam', { category }: Truth, random: Random): SpamCategory | null {
  const draw = random.next();
  if (label === 'not_spam' || draw < NO_CATEGORY_SHARE) return null;
  return draw < NO_CATEGORY_SHARE + WRONG_CATEGORY_SHARE ? oneOf(SPAM_CATEGORIES, random) : (category ?? 'sales');
}

/**
 * What the user says about an incoming call, if anything, some minutes or hours after it. A few users report much, most
 * never; some take a business for spam.
 */
export function opinionOn(call: Draft, user: User, random: Random): Opinion | undefined {
  if (call.direction === 'outgoing' || user.reports === 0) return undefined;
  const label = labelOf(user, call, random);
  if (label === undefined) return undefined;
  const talk = 'talkSeconds' in call.reception ? call.reception.talkSeconds : 0;
  const delaySeconds = talk + 15 + logNormal(REPORT_MEDIAN_SECONDS, 1.3, random);
  return {
    atMs: call.atMs + Math.round(delaySeconds * 1_000),
    user: call.user,
    phone: call.phone,
    label,
    category: categoryOf(label, call.truth, random),
  };
}
