import type { Random } from '#kernel';
import { beliefOf, learnReward, priorPosterior, type Posterior } from '../ranking/posterior.js';
import { beliefsOf, leadProbabilities, type Arm, type Posteriors } from '../ranking/rank.js';
import type { Ranking } from '../ranking/rankings.js';
import type { Weighed } from './estimators.js';

/** Draws a decision's probabilities under another ranking are counted from. */
const OTHER_DRAWS = 200;

/** What a ranking decided for a user, what led, and what came of it. */
export interface Decision {
  readonly userId: number;
  readonly arms: readonly Arm[];
  /** Place in `arms` of what led; their number where nothing was shown. */
  readonly lead: number;
  readonly propensity: number;
  /** 0–1; where nothing was shown what nothing is worth. */
  readonly reward: number;
}

/** What is learnt from the leads of decisions. */
export function posteriorsFrom(decisions: readonly Decision[]): Posteriors {
  const learnt: Partial<Record<Arm['kind'], Posterior>> = {};
  for (const { arms, lead, reward } of decisions) {
    const arm = arms[lead];
    if (arm !== undefined) learnt[arm.kind] = learnReward(learnt[arm.kind] ?? priorPosterior(), arm.features, reward);
  }
  return learnt;
}

/** A decision as another ranking, with these posteriors, would have weighed it. */
function weighed({ arms, lead, propensity, reward }: Decision, ranking: Ranking, posteriors: Posteriors, chance: Random): Weighed {
  const leads = leadProbabilities(arms, beliefsOf(arms, posteriors, ranking), ranking, { chance, draws: OTHER_DRAWS });
  const expectations = arms.map(({ kind, features }) => Math.min(1, Math.max(0, beliefOf(posteriors[kind] ?? priorPosterior(), features, 0).mean)));
  expectations.push(ranking.nothing);
  const expectedOfOther = expectations.reduce((sum, expected, arm) => sum + expected * (leads[arm] as number), 0);
  return { propensity, otherPropensity: leads[lead] as number, reward, expected: expectations[lead] as number, expectedOfOther };
}

/**
 * What a ranking would have made of the decisions, one at a time so that the caller can rest between them. Users of one half are weighed by what
 * was learnt from the other, so no decision is judged by its own reward.
 */
export function* weighAll(decisions: readonly Decision[], ranking: Ranking, chance: Random): Generator<Weighed> {
  const half = ({ userId }: Decision): number => userId % 2;
  const learnt = [1, 0].map((other) => posteriorsFrom(decisions.filter((decision) => half(decision) === other)));
  for (const decision of decisions) yield weighed(decision, ranking, learnt[half(decision)] as Posteriors, chance);
}
