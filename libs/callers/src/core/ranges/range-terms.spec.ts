import fc from 'fast-check';
import { emptyCaller, type CallerState } from '../caller-state.js';
import { evidenceOf } from '../evidence.js';
import { judge, type Verdict } from '../verdict.js';
import { rangeTerm } from './range-terms.js';
import { NO_STANDING, type Standing } from './reputation.js';
import { BLOCK_SIZES, spamShare, surroundings, type Block } from './surroundings.js';

const NOW_MS = Date.UTC(2026, 10, 22);
const block = (parts: Partial<Block>): Block =>
  ({ size: 1_000, heat: { bad: 0, good: 0 }, evidence: { bad: 0, good: 0 }, members: { bad: 0, good: 0 }, users: 50, numbers: 10, ...parts });
const of = (bad: number, good: number, size: Block['size'] = 1_000): Block => block({ size, members: { bad, good } });
const valueOf = (blocks: readonly Block[], share = 1): number => rangeTerm(blocks, share)?.term.value ?? 0;
const standing = (bad: number, good: number): Standing => ({ ...NO_STANDING, heat: { bad, good }, evidence: { bad, good }, members: { bad, good } });
const count = fc.double({ min: 0, max: 500, noNaN: true });
const anyBlock = fc.record({ size: fc.constantFrom(...BLOCK_SIZES), bad: count, good: count }).map(({ size, bad, good }) => of(bad, good, size));

describe('what the numbers around say', () => {
  it('is nothing where nobody called, or nothing of it counts', () => {
    expect(rangeTerm([block({})], 1)).toBeUndefined();
    expect(rangeTerm([of(9, 0)], 0)).toBeUndefined();
  });

  it('is less the wider the block, and grows with its bad numbers', () => {
    const bySize = BLOCK_SIZES.map((size) => valueOf([of(4, 0, size)]));
    expect(bySize.map((value) => Math.round(value * 10) / 10)).toEqual([4.1, 3.9, 3.6, 3.4]);
    expect(valueOf([of(20, 0)])).toBeGreaterThan(valueOf([of(5, 0)]));
    expect(valueOf([of(2, 30)])).toBeLessThan(-1);
  });

  it('is first of all of the narrowest block: ordinary numbers far away make an entirely bad one no good one, nor the other way round', () => {
    const blocks = (ordinary: number): Block[] => [of(6, 0, 10), of(0, ordinary, 10_000)];
    expect([0, 10, 40, 300].map((ordinary) => Math.round(10 * valueOf(blocks(ordinary))) / 10)).toEqual([5.1, 1.4, 0.9, 0.6]);
    expect(rangeTerm(blocks(300), 1)?.text).toContain('its block of 10 ');
    expect(Math.abs(valueOf([of(0, 6, 10), of(300, 0, 10_000)]))).toBeLessThan(1);
  });

  it('is of numbers, however often each of them called', () => {
    const busy = { heat: { bad: 500, good: 0 }, evidence: { bad: 900, good: 0 } };
    expect(valueOf([block({ ...busy, members: { bad: 1, good: 0 } })])).toBe(valueOf([of(1, 0)]));
  });

  it('grows with every bad number, falls with every good one, and lies within its doubt, which a share shrinks with it', () => {
    fc.assert(fc.property(fc.array(anyBlock, { minLength: 1, maxLength: 4 }), fc.double({ min: 0.01, max: 1, noNaN: true }), (blocks, share) => {
      const term = rangeTerm(blocks, share);
      fc.pre(term !== undefined);
      expect(term.term.lower).toBeLessThanOrEqual(term.term.value);
      expect(term.term.upper).toBeGreaterThanOrEqual(term.term.value);
      expect(term.term.value).toBeCloseTo(share * valueOf(blocks), 9);
      expect(valueOf([...blocks, of(1, 0)])).toBeGreaterThanOrEqual(valueOf(blocks));
      expect(valueOf([...blocks, of(0, 1)])).toBeLessThanOrEqual(valueOf(blocks));
      expect(term.text).not.toMatch(/NaN|undefined/);
    }));
  });
});

describe('a number nobody met, in a block of a hundred', () => {
  const answered: CallerState = {
    ...emptyCaller(), made: [1, 0, 0, 0, 0], timed: 1, timedAnswered: 1, answeredMs: 30_000, durations: emptyCaller().durations.map((_, at) => (at === 5 ? 1 : 0)),
    firstMs: NOW_MS, lastMs: NOW_MS,
  };
  const verdict = (bad: number, good: number, caller?: CallerState): Verdict =>
    judge(evidenceOf({ caller, users: caller === undefined ? 0 : 1, reports: [], asOfMs: NOW_MS, blocks: [of(bad, good, 100)] })).verdict;

  it.each<[bad: number, good: number, neverCalled: Verdict, answeredOnce: Verdict]>([
    [1, 0, 'unknown', 'unknown'],
    [3, 0, 'unknown', 'unknown'],
    [4, 0, 'suspicious', 'unknown'],
    [10, 0, 'spam', 'unknown'],
    [50, 0, 'spam', 'unknown'],
    [1, 9, 'unknown', 'unknown'],
    [3, 27, 'unknown', 'unknown'],
    [10, 10, 'unknown', 'unknown'],
    [50, 50, 'unknown', 'unknown'],
    [50, 5, 'spam', 'unknown'],
  ])('where %d numbers are bad and %d are not', (bad, good, neverCalled, answeredOnce) =>
    expect([verdict(bad, good), verdict(bad, good, answered)]).toEqual([neverCalled, answeredOnce]));
});

describe('surroundings', () => {
  it('count every call and number in the narrowest block that holds it, the number itself nowhere', () => {
    const blocks = surroundings(standing(3, 1), [standing(5, 1), standing(9, 2), standing(9, 2), standing(40, 8)]);
    const wanted = [[10, 2, 0], [100, 4, 1], [1_000, 0, 0], [10_000, 31, 6]];
    expect(blocks.map(({ size, heat }) => [size, heat.bad, heat.good])).toEqual(wanted);
    expect(blocks.map(({ size, members }) => [size, members.bad, members.good])).toEqual(wanted);
  });

  it('of a short number end where its blocks do', () => expect(surroundings(NO_STANDING, [standing(1, 0), undefined, undefined, undefined])).toHaveLength(1));

  it('judge a share by its lower bound', () => {
    expect(spamShare(block({}))).toBeUndefined();
    expect(spamShare(block({ evidence: { bad: 9, good: 1 } }))).toBeCloseTo(0.596, 2);
  });
});
