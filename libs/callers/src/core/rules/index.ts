export { withoutRule, withRule } from './change-rules.js';
export { isEmergencyNumber } from './emergency.js';
export { matchRules, NO_MATCHES, type RuleCall, type RuleMatches } from './match-rules.js';
export { MOST_RULES, NUMBER_TYPES, readRule, readRules, type PatternOf, type Read } from './read-rules.js';
export { RULE_ACTIONS, type Rule } from './rule.js';
