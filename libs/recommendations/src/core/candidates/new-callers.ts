import type { Rule } from '#callers/core';
import type { Candidate } from '../recommendation.js';
import type { UserSituation } from '../situation.js';
import { ruleNameOf } from '../texts/phrases.js';
import { FEWEST_CALLS, OWN } from './rules.js';
import { sureAbove } from './share-test.js';

const MISSED_SHARE = 0.5;
const FEWEST_MISSED = 5;

const percent = (share: number): number => Math.round(100 * share);

/**
 * The assistant for callers whom the user would miss, as the model foresees it: numbers new to the user that are not held for spam. Those are
 * left to the strategy, which may do worse to them than ask who calls.
 */
export function newCallerCandidates({ foreseen, incoming, rules, language }: UserSituation): Candidate[] {
  if (foreseen === undefined || incoming < FEWEST_CALLS) return [];
  const { newCallers, all, ofNewCallers } = foreseen;
  const newCalls = Math.round(newCallers * incoming);
  const missedCalls = Math.round(ofNewCallers.missed * newCallers * incoming);
  if (ofNewCallers.missed < MISSED_SHARE || missedCalls < FEWEST_MISSED) return [];
  const rule: Rule = {
    id: `${OWN}new-callers`, name: ruleNameOf('assistant_for_new_callers', language), enabled: true,
    when: { caller: { seenBefore: false, verdict: ['unknown', 'legitimate'] } }, then: 'screen',
  };
  if (rules.some(({ id }) => id === rule.id)) return [];
  return [{
    kind: 'assistant_for_new_callers', category: 'user_experience', key: 'assistant_for_new_callers', need: 'missed',
    figures: { newCalls, missedCalls, percent: percent(ofNewCallers.missed), allPercent: percent(all.missed) },
    strength: missedCalls, confidence: sureAbove(missedCalls, newCalls, MISSED_SHARE), impact: missedCalls >= 15 ? 'high' : 'medium', effort: 'low', action: { type: 'rule', rule },
  }];
}
