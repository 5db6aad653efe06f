import { AppError } from '#kernel';
import type { WhitelistStrategy } from '#realtime/core';
import { MOST_RULES, withoutRule, withRule, type Rule } from '../core/index.js';
import type { Choices } from './user-choices.js';

/** What a user would have otherwise. */
export interface Change {
  readonly strategy?: WhitelistStrategy | undefined;
  /** One more at the end of the list, or in the place of the one with its id. */
  readonly rule?: Rule | undefined;
  readonly removeRule?: string | undefined;
}

function refuse(path: string, message: string): never {
  throw new AppError('input_invalid', 'invalid', 'the change is not valid', { errors: [{ path, message }] });
}

/** A rule is taken away before one is added. @throws AppError `input_invalid` */
export function changedChoices(choices: Choices, { strategy = choices.strategy, rule, removeRule }: Change): Choices {
  if (removeRule !== undefined && !choices.rules.some(({ id }) => id === removeRule)) refuse('removeRule', 'must be the id of one of the user’s rules');
  const kept = removeRule === undefined ? choices.rules : withoutRule(choices.rules, removeRule);
  const rules = rule === undefined ? kept : withRule(kept, rule);
  if (rules.length > MOST_RULES) refuse('rule', `would be one more than the ${MOST_RULES} rules a user may have`);
  return { ...choices, strategy, rules };
}
