import { countPairs } from './count-pairs.js';
import { startPromotionTest } from './promotion-test.js';

const pairs = (count: number, champion: number, challenger: number): (readonly [number, number])[] => Array.from({ length: count }, () => [champion, challenger] as const);
const count = (given: readonly (readonly [number, number] | undefined)[]) => countPairs(startPromotionTest(), given, 0.05);

describe('pairs that are counted', () => {
  it.each([['promote', 1, 0], ['keep', 0, 1]])('end with the decision to %s', (decision, champion, challenger) => {
    const { test, counted, verdict } = count(pairs(100, champion, challenger));
    expect([verdict.decision, counted < 100, test.pairs === counted]).toEqual([decision, true, true]);
    expect(countPairs(test, pairs(100, challenger, champion), 0.05)).toMatchObject({ test, counted: 0, verdict: { decision } });
  });

  it('are all looked at while there is none', () => expect(count(pairs(100, 0.5, 0.5))).toMatchObject({ counted: 100, test: { pairs: 100 }, verdict: { decision: 'undecided' } }));
  it('do not weigh where a loss is unknown', () => expect(count([undefined, [0.4, 0.6], undefined])).toMatchObject({ counted: 3, test: { pairs: 1 } }));
  it('come to the same in parts', () => {
    const whole = count(pairs(30, 0.6, 0.4));
    expect(countPairs(count(pairs(10, 0.6, 0.4)).test, pairs(20, 0.6, 0.4), 0.05).test).toEqual(whole.test);
  });
});
