import fc from 'fast-check';
import { rangeTerm } from './range-terms.js';
import { NO_STANDING, type Standing } from './reputation.js';
import { BLOCK_SIZES, spamShare, surroundings, type Block } from './surroundings.js';

const block = (parts: Partial<Block>): Block => ({ size: 1_000, heat: { bad: 0, good: 0 }, evidence: { bad: 0, good: 0 }, newcomers: 0, users: 50, numbers: 10, ...parts });
const bad = (calls: number, size: Block['size'] = 1_000): Block => block({ size, heat: { bad: calls, good: 0 } });
const valueOf = (blocks: readonly Block[], share = 1): number => rangeTerm(blocks, share)?.term.value ?? 0;
const standing = (badCalls: number, good: number): Standing => ({ ...NO_STANDING, heat: { bad: badCalls, good }, evidence: { bad: badCalls, good } });
const count = fc.double({ min: 0, max: 500, noNaN: true });
const anyBlock = fc.record({ size: fc.constantFrom(...BLOCK_SIZES), bad: count, good: count, newcomers: count })
  .map(({ size, newcomers, ...heat }) => block({ size, heat, newcomers }));

describe('what the numbers around say', () => {
  it('is nothing where nobody called, or nothing of it counts', () => {
    expect(rangeTerm([block({})], 1)).toBeUndefined();
    expect(rangeTerm([bad(9)], 0)).toBeUndefined();
  });

  it('is less the wider the block, and grows with its bad calls', () => {
    const bySize = BLOCK_SIZES.map((size) => valueOf([bad(8, size)]));
    expect(bySize).toEqual([...bySize].sort((left, right) => right - left));
    expect(valueOf([bad(20)])).toBeGreaterThan(valueOf([bad(5)]));
    expect(valueOf([block({ heat: { bad: 2, good: 30 } })])).toBeLessThan(-1);
  });

  it('is one user\'s anger only so far', () => expect(valueOf([block({ heat: { bad: 500, good: 0 }, users: 1 })])).toBeLessThan(3));

  it('lies within its doubt, which a share shrinks with it', () => {
    fc.assert(fc.property(fc.array(anyBlock, { maxLength: 4 }), fc.double({ min: 0.01, max: 1, noNaN: true }), (blocks, share) => {
      const term = rangeTerm(blocks, share);
      fc.pre(term !== undefined);
      expect(term.term.lower).toBeLessThanOrEqual(term.term.value);
      expect(term.term.upper).toBeGreaterThanOrEqual(term.term.value);
      expect(term.term.value).toBeCloseTo(share * valueOf(blocks), 9);
      expect(term.text).not.toMatch(/NaN|undefined/);
    }));
  });
});

describe('surroundings', () => {
  it('count every call in the narrowest block that holds it, the number\'s own nowhere', () => {
    const blocks = surroundings(standing(3, 1), [standing(5, 1), standing(9, 2), standing(9, 2), standing(40, 8)]);
    expect(blocks.map(({ size, heat }) => [size, heat.bad, heat.good])).toEqual([[10, 2, 0], [100, 4, 1], [1_000, 0, 0], [10_000, 31, 6]]);
  });

  it('of a short number end where its blocks do', () => expect(surroundings(NO_STANDING, [standing(1, 0), undefined, undefined, undefined])).toHaveLength(1));

  it('judge a share by its lower bound', () => {
    expect(spamShare(block({}))).toBeUndefined();
    expect(spamShare(block({ evidence: { bad: 9, good: 1 } }))).toBeCloseTo(0.596, 2);
  });
});
