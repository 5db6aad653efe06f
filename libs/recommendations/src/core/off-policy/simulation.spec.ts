import { seededRandom } from '#kernel';
import { drawsFrom } from '../ranking/draws.js';
import { learnReward, priorPosterior, type Posterior } from '../ranking/posterior.js';
import { beliefsOf, drawList, type Arm } from '../ranking/rank.js';
import { RANKINGS } from '../ranking/rankings.js';

const [LIVE] = RANKINGS;
const ROUNDS = 1500;

/** Half the users take up what blocks spam, the other half quiet nights: no order that is the same for all is right for more than half. */
const USERS = [0, 1].map((exposed) => ({
  arms: (['block_spam', 'quiet_hours', 'call_back'] as const).map((kind): Arm => ({ kind, need: kind, features: [1, exposed, 0, 0, 0, 0], timesSeen: 0 })),
  means: [exposed === 1 ? 0.7 : 0.1, exposed === 1 ? 0.1 : 0.6, 0.2],
}));

it('the sampler loses less than any fixed order, and than chance', () => {
  const chance = seededRandom(11);
  const draws = drawsFrom(chance.fork(1));
  const posteriors: Partial<Record<Arm['kind'], Posterior>> = {};
  const lost = { sampler: 0, spamFirst: 0, quietFirst: 0, random: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const { arms, means } = USERS[chance.below(2)] as (typeof USERS)[number];
    const best = Math.max(...means);
    const [lead = 0] = drawList(arms, beliefsOf(arms, posteriors, LIVE), LIVE, draws);
    const [mean, { kind, features }] = [means[lead] as number, arms[lead] as Arm];
    lost.sampler += best - mean;
    lost.spamFirst += best - (means[0] as number);
    lost.quietFirst += best - (means[1] as number);
    lost.random += best - (means[chance.below(3)] as number);
    posteriors[kind] = learnReward(posteriors[kind] ?? priorPosterior(), features, chance.next() < mean ? 1 : 0);
  }
  expect(lost.sampler).toBeLessThan(0.5 * Math.min(lost.spamFirst, lost.quietFirst, lost.random));
});
