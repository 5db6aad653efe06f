import type { HistoricCall } from '../features/caller-history.js';
import { CALLEE_FEATURES } from './callee-features.js';
import { choiceChances } from './conditional-logit.js';
import { choicesIn, learnCalleeWeights, type CalleeChoice } from './next-callee.js';

/** Share of the choices that judge, the newest ones. */
const HELD_OUT = 0.2;

/** What was learnt of whom users call next, and how good it was on the newest choices. */
export interface JudgedWeights {
  readonly features: readonly string[];
  readonly weights: Float64Array;
  readonly choices: number;
  /** Share of the held-out choices whose callee came first by weights learnt from the others, a number never called before being missed; null where none was held out. */
  readonly top1: number | null;
  /** The same of who had the latest call with the user. */
  readonly mostRecentTop1: number | null;
}

const likeliest = (chances: Float64Array): number => chances.reduce((best, chance, at) => (chance > (chances[best] as number) ? at : best), 0);

function shareRight(choices: readonly CalleeChoice[], pick: (choice: CalleeChoice) => number): number | null {
  if (choices.length === 0) return null;
  return choices.filter((choice) => choice.candidates.numbers[pick(choice)] === choice.call.call.callerId).length / choices.length;
}

/**
 * Learns the weights of `rankCallees` from all choices among `calls`, having judged them on the newest fifth; undefined where no user has chosen
 * between two. Uses no chance. Cost: that of `fitConditionalLogit`, twice.
 *
 * @param calls of any users, in the order of their time
 */
export function judgeCalleeWeights(calls: Iterable<HistoricCall>): JudgedWeights | undefined {
  const choices = [...choicesIn(calls)];
  const weights = learnCalleeWeights(choices);
  if (weights === undefined) return undefined;
  const cut = Math.round((1 - HELD_OUT) * choices.length);
  const [earlier, held] = [learnCalleeWeights(choices.slice(0, cut)), choices.slice(cut)];
  return {
    features: CALLEE_FEATURES, weights, choices: choices.length,
    top1: earlier === undefined ? null : shareRight(held, ({ candidates }) => likeliest(choiceChances(candidates.features, earlier))),
    mostRecentTop1: shareRight(held, () => 0),
  };
}
