import { AppError } from '#kernel';
import type { Action } from '../core/index.js';

/** Codes that tell which setting stands in the way of an action, whatever its use case answers. */
const IN_THE_WAY: Readonly<Record<Action['type'], readonly [code: string, detail: string]>> = {
  rule: ['rules_full', 'the list of rules has no room for one more; take one away and try again'],
  quiet_hours: ['rules_full', 'the list of rules has no room for one more; take one away and try again'],
  whitelist_entry: ['whitelist_entry_gone', 'the whitelist entry that this recommendation speaks of is there no more'],
  strategy: ['preference_refused', 'the strategy cannot be chosen'],
  preference: ['preference_refused', 'the preference cannot be chosen'],
  none: ['recommendation_state', 'nothing is to be changed'],
};

export function inTheWay({ type }: Pick<Action, 'type'>, cause?: unknown): AppError {
  const [code, detail] = IN_THE_WAY[type];
  return new AppError(code, 'conflict', detail, { cause });
}

/** Does something to a setting; what the use case will not have for what now stands is a conflict, since the request was good. */
export async function unlessInTheWay<T>(action: Action, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && (error.kind === 'invalid' || error.kind === 'not-found')) throw inTheWay(action, error);
    throw error;
  }
}
