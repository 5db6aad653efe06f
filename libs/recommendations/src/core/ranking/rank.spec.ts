import fc from 'fast-check';
import { seededRandom } from '#kernel';
import { KINDS } from '../recommendation.js';
import { situationOf } from '../situation.fixture.js';
import { featuresOf } from './features.js';
import { drawsFrom } from './draws.js';
import { beliefOf, FEATURE_COUNT, learnReward, priorPosterior, type Posterior } from './posterior.js';
import { beliefsOf, leadProbabilities, rank, type Arm } from './rank.js';
import { rankingOf, RANKINGS } from './rankings.js';

const [LIVE] = RANKINGS;
const X = [1, 0.2, 0.1, 0.5, 0.6, 0.9];
const arm = (kind: Arm['kind'], parts: Partial<Arm> = {}): Arm => ({ kind, need: kind, features: X, timesSeen: 0, ...parts });
const taught = (reward: number, times: number): Posterior => {
  let posterior = priorPosterior();
  for (let time = 0; time < times; time++) posterior = learnReward(posterior, X, reward);
  return posterior;
};

describe('what is believed', () => {
  it('solves the normal equations', () => {
    let posterior = priorPosterior();
    const chance = seededRandom(3);
    for (let row = 0; row < 50; row++) posterior = learnReward(posterior, Array.from({ length: FEATURE_COUNT }, () => chance.next()), chance.next());
    // A⁻¹x column by column: x is recovered from beliefs about unit vectors only if L is right, so check A·(A⁻¹b) = b by differences of means.
    const unit = (at: number): number[] => Array.from({ length: FEATURE_COUNT }, (_, each) => Number(each === at));
    const theta = Array.from({ length: FEATURE_COUNT }, (_, at) => beliefOf(posterior, unit(at), 1).mean);
    for (let row = 0; row < FEATURE_COUNT; row++) {
      const product = theta.reduce((sum, value, column) => sum + value * (posterior.precision[row * FEATURE_COUNT + column] as number), 0);
      expect(product).toBeCloseTo(posterior.moment[row] as number, 9);
    }
  });

  it('comes near to what was rewarded, and narrows', () => {
    const [few, many] = [beliefOf(taught(1, 3), X, 1), beliefOf(taught(1, 300), X, 1)];
    expect(many.mean).toBeGreaterThan(0.95);
    expect(many.deviation).toBeLessThan(few.deviation);
    expect(beliefOf(taught(0, 300), X, 1).mean).toBeLessThan(0.05);
  });

  it('depends on the sum of rewards, not their order', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(0, 0.25, 0.5, 1), { maxLength: 8 }), (rewards) => {
      const learn = (order: readonly number[]): Posterior => order.reduce((posterior, reward) => learnReward(posterior, [1, 0, 0, 0, 0, reward > 0.4 ? 1 : 0], reward), priorPosterior());
      expect(learn([...rewards].reverse())).toEqual(learn(rewards));
    }));
  });

  it('wears off with every day on which it was seen and left', () => {
    const [first, worn] = beliefsOf([arm('block_spam'), arm('block_spam', { timesSeen: 10 })], {}, LIVE);
    expect((worn?.mean ?? 0) / (first?.mean ?? 1)).toBeCloseTo(LIVE.novelty ** 10, 9);
  });

  it('sees features from 0 to 1', () => {
    const features = featuresOf(situationOf({ spam: { calls: 10, incoming: 40 }, incoming: 100, answered: 50, aiHandled: 20 }), 0.7);
    expect(features.map((value) => Number(value.toFixed(3)))).toEqual([1, 0.25, 0.2, 0.5, 0.668, 0.7]);
    expect(featuresOf(situationOf({ spam: { calls: 0, incoming: 0 }, incoming: 0 }), 0)).toEqual([1, 0, 0, 0, 0, 0]);
  });
});

describe('a list', () => {
  it('is the same for the same seed, and holds what is worth showing, each need once, ten at most', () => {
    const anyArm = fc.record({ kind: fc.constantFrom(...KINDS), need: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'), features: fc.constant(X), timesSeen: fc.nat({ max: 5 }) });
    fc.assert(fc.property(fc.array(anyArm, { maxLength: 14 }), fc.nat({ max: 1000 }), (arms, seed) => {
      const { places, leadPropensity } = rank(arms, {}, LIVE, seededRandom(seed));
      expect(rank(arms, {}, LIVE, seededRandom(seed))).toEqual({ places, leadPropensity });
      expect(places.length).toBeLessThanOrEqual(10);
      expect(new Set(places.map(({ arm: at }) => arms[at]?.need)).size).toBe(places.length);
      for (const { propensity } of places) expect(propensity > 0 && propensity <= 1).toBe(true);
      expect(leadPropensity > 0 && leadPropensity <= 1).toBe(true);
    }), { numRuns: 15 });
  });

  it('is nothing where all that could be shown is worth less', () => {
    const { places, leadPropensity } = rank([arm('call_back')], { call_back: taught(0, 5000) }, { ...LIVE, nothing: 0.2 }, seededRandom(1));
    expect([places, leadPropensity > 0.89]).toEqual([[], true]);
  });

  it('shows what nobody has seen yet nearly always', () => {
    const chances = leadProbabilities([arm('block_spam')], beliefsOf([arm('block_spam')], {}, LIVE), LIVE, { chance: seededRandom(2), draws: 4000 });
    expect(chances[0]).toBeGreaterThan(0.98);
  });

  it('counts chances that come to one and are those of the draw', () => {
    const arms = [arm('block_spam'), arm('quiet_hours'), arm('call_back', { timesSeen: 8 })];
    const chances = leadProbabilities(arms, beliefsOf(arms, {}, LIVE), LIVE, { chance: seededRandom(4), draws: 20_000 });
    expect(chances.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
    expect(Math.abs((chances[0] as number) - (chances[1] as number))).toBeLessThan(0.02);
    const led = Array.from({ length: 200 }, (_, seed) => rank(arms, {}, LIVE, seededRandom(seed)).places[0]?.arm).filter((lead) => lead === 0).length / 200;
    expect(Math.abs(led - (chances[0] as number))).toBeLessThan(0.1);
  });

  it('is ranked by a version that is known', () => expect([rankingOf(2).version, rankingOf(99).version]).toEqual([2, 1]));
});

describe('normal numbers', () => {
  it('have mean 0 and deviation 1', () => {
    const { normal } = drawsFrom(seededRandom(5));
    const numbers = Array.from({ length: 20_000 }, normal);
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(numbers.reduce((sum, value) => sum + value * value, 0) / numbers.length - 1)).toBeLessThan(0.04);
  });
});
