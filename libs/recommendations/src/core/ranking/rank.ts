import type { Random } from '#kernel';
import type { Kind } from '../recommendation.js';
import { drawsFrom, type Draws } from './draws.js';
import { beliefOf, priorPosterior, type Belief, type Posterior } from './posterior.js';
import type { Ranking } from './rankings.js';

const MOST_LISTED = 10;
/** Draws from which probabilities are counted: their standard error is at most 0.016. */
const DRAWS = 1000;

/** One piece of advice as the ranking sees it. */
export interface Arm {
  readonly kind: Kind;
  readonly need: string;
  readonly features: readonly number[];
  /** Days on which it was seen and left. */
  readonly timesSeen: number;
}

export type Posteriors = Readonly<Partial<Record<Kind, Posterior>>>;

/** What is listed: places of `arms`, best first, with the chance that each stood just there. */
export interface RankedList {
  readonly places: readonly { readonly arm: number; readonly propensity: number }[];
  /** The chance that what leads the list led it, nothing at all included. */
  readonly leadPropensity: number;
}

const PRIOR = priorPosterior();

/** What the ranking believes of each arm, worn by how often it was seen. */
export function beliefsOf(arms: readonly Arm[], posteriors: Posteriors, { exploration, novelty }: Ranking): Belief[] {
  return arms.map(({ kind, features, timesSeen }) => {
    const { mean, deviation } = beliefOf(posteriors[kind] ?? PRIOR, features, exploration);
    const worn = novelty ** timesSeen;
    return { mean: mean * worn, deviation: deviation * worn };
  });
}

/**
 * One list, as places of `arms`: a score drawn for each arm, those above nothing's worth, best first, one for each need, ten at most. Now and
 * then (`even`) all in any order: what never leads could never be judged.
 */
export function drawList(arms: readonly Arm[], beliefs: readonly Belief[], { nothing, even }: Ranking, { normal, uniform }: Draws): number[] {
  const isEven = uniform() < even;
  const scores = beliefs.map(({ mean, deviation }) => (isEven ? nothing + 1 - uniform() : mean + deviation * normal()));
  const order = scores.flatMap((score, arm) => (score > nothing ? [arm] : [])).sort((left, right) => (scores[right] as number) - (scores[left] as number) || left - right);
  const needs = new Set<string>();
  return order.filter((arm) => needs.size < needs.add((arms[arm] as Arm).need).size).slice(0, MOST_LISTED);
}

/** How often each arm leads: counted in `draws` lists, half a time added to each so that none is 0, and the even ones exactly. Nothing last. Sums to 1. */
export function leadProbabilities(arms: readonly Arm[], beliefs: readonly Belief[], ranking: Ranking, { chance, draws = DRAWS }: { readonly chance: Random; readonly draws?: number }): Float64Array {
  const counts = new Float64Array(arms.length + 1).fill(0.5);
  const { normal } = drawsFrom(chance);
  for (let draw = 0; draw < draws; draw++) {
    let [best, lead] = [ranking.nothing, arms.length];
    for (let arm = 0; arm < arms.length; arm++) {
      const { mean, deviation } = beliefs[arm] as Belief;
      const score = mean + deviation * normal();
      if (score > best) [best, lead] = [score, arm];
    }
    counts[lead] = (counts[lead] as number) + 1;
  }
  const total = draws + (arms.length + 1) / 2;
  const even = arms.length > 0 ? ranking.even : 0;
  return counts.map((count, lead) => ((1 - even) * count) / total + (lead < arms.length ? even / arms.length : 0));
}

/**
 * Ranks by Thompson sampling: one draw decides, and `DRAWS` others count how likely it was. Showing nothing is one of the things that can
 * win. Scores of arms are drawn independently, also those of one kind. O(DRAWS · arms log arms).
 */
export function rank(arms: readonly Arm[], posteriors: Posteriors, ranking: Ranking, chance: Random): RankedList {
  const beliefs = beliefsOf(arms, posteriors, ranking);
  const listed = drawList(arms, beliefs, ranking, drawsFrom(chance.fork(1)));
  const counts = new Float64Array(listed.length);
  const draws = drawsFrom(chance.fork(2));
  for (let draw = 0; draw < DRAWS; draw++) {
    const other = drawList(arms, beliefs, ranking, draws);
    for (const [place, arm] of listed.entries()) if (other[place] === arm) counts[place] = (counts[place] as number) + 1;
  }
  const leads = leadProbabilities(arms, beliefs, ranking, { chance: chance.fork(3) });
  return {
    places: listed.map((arm, place) => ({ arm, propensity: ((counts[place] as number) + 0.5) / (DRAWS + 1) })),
    leadPropensity: leads[listed[0] ?? arms.length] as number,
  };
}
