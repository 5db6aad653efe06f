import { seededRandom } from '#kernel';
import { rankingOf, RANKINGS } from '../ranking/rankings.js';
import type { Arm } from '../ranking/rank.js';
import { doublyRobust, snips, type Estimate, type Weighed } from './estimators.js';
import { posteriorsFrom, weighAll, type Decision } from './evaluate.js';
import { goesLive } from './gate.js';

const weighed = (propensity: number, otherPropensity: number, reward: number, model: Partial<Weighed> = {}): Weighed => ({ propensity, otherPropensity, reward, expected: 0, expectedOfOther: 0, ...model });
const estimate = (value: number, half: number, effectiveSampleSize = 1000): Estimate => ({ value, lower: value - half, upper: value + half, effectiveSampleSize, decisions: 1000 });

describe('what another ranking would have brought', () => {
  it('is the mean reward where it would have done the same', () => {
    const same = [1, 0, 1, 1].map((reward) => weighed(0.5, 0.5, reward));
    expect([snips(same)?.value, doublyRobust(same)?.value, snips(same)?.effectiveSampleSize]).toEqual([0.75, 0.75, 4]);
  });

  it('weighs by how much likelier it would have been', () => {
    const found = snips([weighed(0.5, 0.9, 1), weighed(0.5, 0.1, 0)]);
    expect(found?.value).toBeCloseTo(0.9, 9);
    expect(found?.effectiveSampleSize).toBeCloseTo(4 / (1.8 ** 2 + 0.2 ** 2), 9);
  });

  it('is what the model says where the model is right', () => {
    const exact = [0.2, 0.4].map((value) => weighed(0.1, 0.9, value, { expected: value, expectedOfOther: 0.3 }));
    expect(doublyRobust(exact)).toMatchObject({ value: 0.3, lower: 0.3, upper: 0.3 });
  });

  it('is unknown without decisions', () => expect([snips([]), doublyRobust([]), doublyRobust([weighed(1, 1, 1)])]).toEqual([undefined, undefined, undefined]));

  /** Two kinds, taken up by 0.6 and 0.2; the deciding ranking shows either as often. The value of any other is 0.2 + 0.4 p. */
  it('holds the truth in some nine of ten runs', () => {
    const runs = 40;
    let held = 0;
    for (let run = 0; run < runs; run++) {
      const chance = seededRandom(run);
      const decisions = Array.from({ length: 300 }, (_, userId): Decision => {
        const lead = Number(chance.next() < 0.5);
        return { userId, arms: ARMS, lead, propensity: 0.5, reward: Number(chance.next() < [0.6, 0.2][lead]!) };
      });
      const all = [...weighAll(decisions, rankingOf(2), chance.fork(1))];
      const truth = all.reduce((sum, { otherPropensity }, at) => sum + (decisions[at]?.lead === 0 ? otherPropensity : 1 - otherPropensity), 0) / all.length * 0.4 + 0.2;
      const found = doublyRobust(all) as Estimate;
      if (found.lower <= truth && truth <= found.upper) held++;
    }
    expect(held / runs).toBeGreaterThan(0.8);
  });

  it('is judged by what users of the other half did', () => {
    const decision = (userId: number, reward: number): Decision => ({ userId, arms: ARMS, lead: 0, propensity: 0.5, reward });
    const decisions = [...Array.from({ length: 50 }, (_, at) => decision(2 * at, 1)), ...Array.from({ length: 50 }, (_, at) => decision(2 * at + 1, 0))];
    const all = [...weighAll(decisions, RANKINGS[0], seededRandom(1))];
    expect(all[0]?.expected).toBeLessThan(0.1);
    expect(all[99]?.expected).toBeGreaterThan(0.8);
    expect(posteriorsFrom([{ ...decision(1, 1), lead: 2 }])).toEqual({});
  });
});

const ARMS: readonly Arm[] = (['block_spam', 'quiet_hours'] as const).map((kind) => ({ kind, need: kind, features: [1, 0, 0, 0, 0, 0], timesSeen: 0 }));

describe('a new ranking goes live', () => {
  it.each<[string, Estimate | undefined, Estimate | undefined, boolean]>([
    ['where its lower bound beats the old', estimate(0.4, 0.05), estimate(0.34, 0.1), true], ['not where only its value does', estimate(0.4, 0.07), estimate(0.34, 0.01), false],
    ['not on too little', estimate(0.4, 0.05, 99), estimate(0.1, 0.01), false], ['not without an estimate', undefined, estimate(0.1, 0.01), false], ['not against the unknown', estimate(0.4, 0.05), undefined, false],
  ])('%s', (_name, candidate, live, goes) => expect(goesLive(candidate, live)).toBe(goes));
});
