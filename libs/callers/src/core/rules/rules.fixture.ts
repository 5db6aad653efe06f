import type { Conditions, Rule, RuleAction } from './rule.js';
import type { RuleCall } from './match-rules.js';

export const AT_MS = Date.UTC(2026, 0, 15, 10);

/** A first call of a Chinese mobile that nothing is known of, on a Thursday at 18:00. */
export const CALL: RuleCall = {
  number: '+8613800138000', country: 'CN', numberType: 'mobile', verdict: 'unknown', category: null, spamProbability: null,
  seenBefore: false, campaign: false, withheld: false, atMs: AT_MS, wallTime: { weekday: 4, minuteOfDay: 18 * 60 }, callTimes: [],
};

export const rule = (id: string, when: Conditions, then: RuleAction = 'block'): Rule => ({ id, enabled: true, when, then });
