import { isDeepStrictEqual } from 'node:util';
import { withoutRule, withRule, type Rule } from '#callers/core';
import type { Action } from '../core/index.js';

type Rules = readonly Rule[];
/** Advice that is one rule more, another, or fewer. The rule of its id is its part of the list; the rest is none of its business. */
export type RuleAction = Extract<Action, { type: 'rule' | 'quiet_hours' }>;

const idOf = (action: RuleAction): string => ('removeRule' in action ? action.removeRule : action.rule.id);
const ruleOf = (rules: Rules, action: RuleAction): Rule | undefined => rules.find(({ id }) => id === idOf(action));

/** Whether there is a rule that the advice would change, or that it put there. */
export function isThere(rules: Rules, action: RuleAction): boolean {
  return ruleOf(rules, action) !== undefined;
}

export function isAsAdvised(rules: Rules, action: RuleAction): boolean {
  return isDeepStrictEqual(ruleOf(rules, action), 'removeRule' in action ? undefined : action.rule);
}

export function withAdvice(rules: Rules, action: RuleAction): Rules {
  return 'removeRule' in action ? withoutRule(rules, action.removeRule) : withRule(rules, action.rule);
}

/**
 * The list of now with the advice's part as it stood before; the very list of now where it is so already; undefined where that part was
 * changed otherwise since. A rule that comes back stands behind the nearest of those that stood before it.
 */
export function withoutAdvice(now: Rules, action: RuleAction, { value, put }: { readonly value: Rules; readonly put: Rules }): Rules | undefined {
  const [is, was, asPut] = [ruleOf(now, action), ruleOf(value, action), ruleOf(put, action)];
  if (isDeepStrictEqual(is, was)) return now;
  if (!isDeepStrictEqual(is, asPut)) return undefined;
  if (was === undefined) return withoutRule(now, idOf(action));
  if (is !== undefined) return withRule(now, was);
  const earlier = new Set(value.slice(0, value.indexOf(was)).map(({ id }) => id));
  const behind = now.findLastIndex(({ id }) => earlier.has(id)) + 1;
  return [...now.slice(0, behind), was, ...now.slice(behind)];
}
