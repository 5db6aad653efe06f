import type { Candidate } from '../recommendation.js';
import type { UserSituation } from '../situation.js';
import { FEWEST_CALLS, SPAM_SHARE } from './rules.js';
import { sureAbove } from './share-test.js';

const EXPOSED = 0.2;
const HARDLY_EXPOSED = 0.02;
const MANY_EVENTS = 3;
const STRICTER = { permissive: 'moderate', moderate: 'strict', strict: undefined } as const;

function stricterStrategy({ spam, strategy }: UserSituation): Candidate[] {
  const [next, share] = [STRICTER[strategy], spam.calls / spam.incoming];
  if (next === undefined || spam.incoming < FEWEST_CALLS || share < EXPOSED) return [];
  return [{
    kind: 'stricter_strategy', category: 'security', key: `stricter_strategy:${next}`, need: 'spam', figures: { spamCalls: spam.calls, incoming: spam.incoming, percent: Math.round(share * 100), from: strategy, to: next },
    strength: spam.calls, confidence: sureAbove(spam.calls, spam.incoming, EXPOSED), impact: 'high', effort: 'medium', action: { type: 'strategy', strategy: next },
  }];
}

function looserStrategy({ spam, strategy, proposals }: UserSituation): Candidate[] {
  const waiting = proposals.filter(({ state }) => state === 'proposed').length;
  if (strategy !== 'strict' || spam.incoming < FEWEST_CALLS || waiting < 3 || spam.calls / spam.incoming >= HARDLY_EXPOSED) return [];
  return [{
    kind: 'looser_strategy', category: 'user_experience', key: 'looser_strategy:moderate', need: 'spam', figures: { spamCalls: spam.calls, incoming: spam.incoming, waiting, from: strategy, to: 'moderate' },
    strength: waiting, confidence: 1 - sureAbove(spam.calls, spam.incoming, HARDLY_EXPOSED), impact: 'medium', effort: 'low', action: { type: 'strategy', strategy: 'moderate' },
  }];
}

function reviewSecurity({ securityEvents }: UserSituation): Candidate[] {
  if (securityEvents < MANY_EVENTS) return [];
  return [{
    kind: 'review_security', category: 'security', key: 'review_security', need: 'account', figures: { securityEvents }, strength: securityEvents,
    confidence: securityEvents / (securityEvents + MANY_EVENTS), impact: 'medium', effort: 'medium', action: { type: 'none' },
  }];
}

function stopSharing({ shareAnalytics, spam, securityEvents }: UserSituation): Candidate[] {
  const share = spam.incoming > 0 ? spam.calls / spam.incoming : 0;
  if (!shareAnalytics || (share < SPAM_SHARE && securityEvents === 0)) return [];
  return [{
    kind: 'stop_sharing', category: 'privacy', key: 'stop_sharing', need: 'sharing', figures: { spamCalls: spam.calls, securityEvents }, strength: spam.calls + securityEvents,
    confidence: 0.5, impact: 'low', effort: 'low', action: { type: 'preference', name: 'shareAnalytics', value: false },
  }];
}

/** Advice that is a choice among settings, or nothing the service could do. */
export function settingCandidates(situation: UserSituation): Candidate[] {
  return [stricterStrategy, looserStrategy, reviewSecurity, stopSharing].flatMap((advise) => advise(situation));
}
