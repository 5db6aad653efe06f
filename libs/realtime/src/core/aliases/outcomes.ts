import type { Outcome } from '../vocabulary.js';

/** What a word says of a call that lasted, of one of no length, and of one whose length nobody gave: undefined where it can't be told. */
export interface OutcomeRule {
  readonly spoken: Outcome;
  readonly unspoken: Outcome;
  readonly unknown: Outcome | undefined;
}

const always = (outcome: Outcome): OutcomeRule => ({ spoken: outcome, unspoken: outcome, unknown: outcome });
/** The word says that the call ended, not whether anybody had taken it. */
const ENDED: OutcomeRule = { spoken: 'answered', unspoken: 'missed', unknown: undefined };
/** The word says that the call took place. */
const TOOK_PLACE: OutcomeRule = { spoken: 'answered', unspoken: 'missed', unknown: 'answered' };

const rows = (rule: OutcomeRule, ...words: string[]): [string, OutcomeRule][] => words.map((word) => [word, rule]);

/** Other words for outcomes of calls. Words of a call under way (`connecting`, `ai_processing`) and of faults (`system_error`) are none. */
export const OUTCOME_ALIASES: ReadonlyMap<string, OutcomeRule> = new Map([
  ...rows(ENDED, 'disconnected', 'hung_up', 'caller_hung_up', 'callee_hung_up', 'terminated', 'ended'),
  ...rows(TOOK_PLACE, 'completed'),
  ...rows(always('answered'), 'connected', 'picked_up', 'accepted'),
  ...rows(always('rejected'), 'blocked_successfully', 'blocked', 'declined'),
  ...rows(always('missed'), 'no_answer', 'no-answer', 'unanswered', 'busy', 'cancelled', 'canceled', 'failed', 'voicemail'),
  ...rows(always('transferred'), 'forwarded', 'transferred_to_user', 'redirected'),
  ...rows(always('ai_handled'), 'ai_answered', 'handled_by_ai'),
]);
