import fc from 'fast-check';
import type { Verdict } from '../verdict.js';
import { attackCost, MOST_ACCOUNTS, type FreshReports } from './attack-cost.js';

/** Says `before` up to so many accounts, then `after`; notes what it was asked. */
function flippingAt(cost: number, before: Verdict = 'spam', after: Verdict = 'unknown') {
  const asked: FreshReports[] = [];
  return { asked, judgeWith: (fresh: FreshReports): Verdict => (asked.push(fresh), fresh.count >= cost ? after : before) };
}

describe('attackCost', () => {
  it('finds the smallest number, with few questions', () => {
    fc.assert(fc.property(fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: MOST_ACCOUNTS })), (cost) => {
      const { asked, judgeWith } = flippingAt(cost);
      expect(attackCost('spam', judgeWith)).toBe(cost);
      expect(asked.length).toBeLessThanOrEqual(45);
    }));
  });

  it('is null where a million do nothing, after one question', () => {
    const { asked, judgeWith } = flippingAt(MOST_ACCOUNTS + 1);
    expect(attackCost('spam', judgeWith)).toBeNull();
    expect(asked).toEqual([{ label: 'not_spam', count: MOST_ACCOUNTS }]);
  });

  it.each([['spam', 'not_spam'], ['suspicious', 'not_spam'], ['legitimate', 'spam']] as const)('of %s: all say %s', (verdict, label) => {
    const { asked, judgeWith } = flippingAt(5, verdict);
    expect(attackCost(verdict, judgeWith)).toBe(5);
    expect(new Set(asked.map((fresh) => fresh.label))).toEqual(new Set([label]));
  });

  it('of unknown is null: it has no opposite', () => {
    const { asked, judgeWith } = flippingAt(1, 'unknown', 'spam');
    expect([attackCost('unknown', judgeWith), asked]).toEqual([null, []]);
  });
});
