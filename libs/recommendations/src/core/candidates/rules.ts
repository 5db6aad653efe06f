import type { Rule } from '#callers/core';
import { quietHours } from './quiet-hours.js';
import { sureAbove } from './share-test.js';
import type { Candidate } from '../recommendation.js';
import type { UserSituation } from '../situation.js';
import { ruleNameOf } from '../texts/phrases.js';

/** Shares from which advice is given, and the fewest calls it may rest on. */
export const SPAM_SHARE = 0.05;
const FEWEST_SPAM = 3;
export const FEWEST_CALLS = 20;
const ASSISTANT_SHARE = 0.3;
const FEWEST_ASSISTED = 20;
const QUIET_SHARE = 0.02;
/** Rules that one refresh looks at. */
const MOST_RULES = 5;

export const OWN = 'advice-';
const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

function blockSpam({ spam, rules, language }: UserSituation): Candidate[] {
  const share = spam.calls / spam.incoming;
  if (spam.calls < FEWEST_SPAM || spam.incoming < FEWEST_CALLS || share < SPAM_SHARE) return [];
  const rule: Rule = { id: `${OWN}block-spam`, name: ruleNameOf('block_spam', language), enabled: true, when: { caller: { verdict: ['spam', 'suspicious'] } }, then: 'block' };
  if (rules.some(({ id }) => id === rule.id)) return [];
  return [{
    kind: 'block_spam', category: 'security', key: 'block_spam', need: 'spam', figures: { spamCalls: spam.calls, incoming: spam.incoming, percent: Math.round(share * 100) },
    strength: spam.calls, confidence: sureAbove(spam.calls, spam.incoming, SPAM_SHARE), impact: share >= 0.2 ? 'high' : 'medium', effort: 'low', action: { type: 'rule', rule },
  }];
}

function quietNights({ byHour, incoming, rules, language }: UserSituation): Candidate[] {
  const quiet = quietHours(byHour);
  if (quiet === undefined || rules.some(({ id }) => id.startsWith(`${OWN}quiet`))) return [];
  const hours = { from: clock(quiet.from), to: clock(quiet.to) };
  const rule: Rule = { id: `${OWN}quiet-${quiet.from}-${quiet.to}`, name: ruleNameOf('quiet_hours', language), enabled: true, when: { hours, caller: { seenBefore: false } }, then: 'transfer' };
  return [{
    kind: 'quiet_hours', category: 'user_experience', key: `quiet_hours:${quiet.from}-${quiet.to}`, need: 'quiet', figures: { ...hours, nightCalls: quiet.incoming, nightAnswered: quiet.answered },
    strength: quiet.incoming - quiet.answered, confidence: sureAbove(quiet.incoming - quiet.answered, incoming, QUIET_SHARE), impact: quiet.incoming >= 15 ? 'high' : 'medium', effort: 'low',
    action: { type: 'quiet_hours', rule },
  }];
}

function mailboxForCampaigns({ aiHandled, incoming, rules, language }: UserSituation): Candidate[] {
  if (aiHandled < FEWEST_ASSISTED || aiHandled / incoming < ASSISTANT_SHARE) return [];
  const rule: Rule = { id: `${OWN}campaigns`, name: ruleNameOf('mailbox_for_campaigns', language), enabled: true, when: { caller: { campaign: true } }, then: 'transfer' };
  if (rules.some(({ id }) => id === rule.id)) return [];
  return [{
    kind: 'mailbox_for_campaigns', category: 'cost', key: 'mailbox_for_campaigns', need: 'assistant', figures: { aiHandled, incoming, percent: Math.round((100 * aiHandled) / incoming) },
    strength: aiHandled, confidence: sureAbove(aiHandled, incoming, ASSISTANT_SHARE), impact: 'medium', effort: 'low', action: { type: 'rule', rule },
  }];
}

/** Rules that may have outlived their use; only what a replay without them changes can tell. */
function unusedRules({ rules, incoming }: UserSituation): Candidate[] {
  if (incoming < FEWEST_CALLS) return [];
  const deciding = rules.filter(({ enabled, then, id }) => enabled && then !== 'log' && !id.startsWith(OWN)).slice(0, MOST_RULES);
  return deciding.map(({ id, name }): Candidate => ({
    kind: 'unused_rule', category: 'efficiency', key: `unused_rule:${id}`, need: `rule:${id}`, figures: { rule: name ?? id, incoming },
    strength: 1, confidence: incoming / (incoming + 10), impact: 'low', effort: 'low', action: { type: 'rule', removeRule: id },
  }));
}

/** Advice that is a rule, or one fewer. */
export function ruleCandidates(situation: UserSituation): Candidate[] {
  return [blockSpam, quietNights, mailboxForCampaigns, unusedRules].flatMap((advise) => advise(situation));
}
