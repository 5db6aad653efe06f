import fc from 'fast-check';
import { attackCost, MOST_ACCOUNTS, oppositeOf } from './attack-cost.js';

/** Flips at so many accounts and more; notes what it was asked. */
function flippingAt(cost: number) {
  const asked: number[] = [];
  return { asked, flips: (count: number): boolean => (asked.push(count), count >= cost) };
}

describe('attackCost', () => {
  it('finds the smallest number, with few questions', () => {
    fc.assert(fc.property(fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: MOST_ACCOUNTS })), (cost) => {
      const { asked, flips } = flippingAt(cost);
      expect(attackCost(flips)).toBe(cost);
      expect(asked.length).toBeLessThanOrEqual(45);
    }));
  });

  it('is null where a million do nothing, after one question', () => {
    const { asked, flips } = flippingAt(MOST_ACCOUNTS + 1);
    expect([attackCost(flips), asked]).toEqual([null, [MOST_ACCOUNTS]]);
  });

  it('thinks of no more than it is told to, however the search begins', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 20 }), (cost, most, oneByOne) => {
      const { asked, flips } = flippingAt(cost);
      expect(attackCost(flips, { oneByOne, most })).toBe(cost <= most ? cost : null);
      expect(Math.max(0, ...asked)).toBeLessThanOrEqual(most);
    }));
  });

  it('finds among those looked at one by one what more would move back', () => {
    const once = (count: number): boolean => count === 3;
    expect([attackCost(once, { oneByOne: 12 }), attackCost(once)]).toEqual([3, null]);
  });
});

it.each([['spam', 'not_spam'], ['suspicious', 'not_spam'], ['legitimate', 'spam'], ['unknown', undefined]] as const)('against %s speaks %s', (verdict, label) => expect(oppositeOf(verdict)).toBe(label));
