import fc from 'fast-check';

import { likelyNext } from './likely-next.js';
import { blocksOf, callAt, suspectWith } from './planted.fixture.js';

const members = (numbers: readonly number[]) => numbers.map((number, at) => suspectWith(at, { blocks: blocksOf(number), calls: [callAt(at * 1_000)] }));
const in4321 = Array.from({ length: 20 }, (_, at) => 43_210_000 + at * 487);

describe('likelyNext', () => {
  it('names the block in use, and leaves room for a new one', () => {
    const [first, ...more] = likelyNext(members(in4321));
    expect(first).toMatchObject({ callerId: 0, freeDigits: 4 });
    expect(first?.probability).toBeCloseTo(0.5, 9);
    expect(more).toEqual([]);
  });

  it('names the width at which numbers lie together', () => {
    const found = likelyNext(members([55_550_001, 55_550_002, 55_550_007, 12_340_000]));
    expect(found).toEqual([{ callerId: 0, freeDigits: 1, probability: expect.closeTo(2 / 3, 9) }]);
  });

  it('prefers the block used last', () => {
    const [first, second] = likelyNext(members([...in4321, ...in4321.map((number) => number + 10_000_000)]));
    expect([first?.callerId, second?.callerId]).toEqual([20, 0]);
  });

  it.each([['nobody', []], ['one number', [43_210_000]], ['numbers all apart', [11_110_000, 22_220_000, 33_330_000]]])('is empty of %s', (_name, numbers) =>
    expect(likelyNext(members(numbers))).toEqual([]));

  it('is at most ten blocks, likeliest first, whose probabilities sum to less than one', () => {
    fc.assert(fc.property(fc.array(fc.nat(300_000)), (numbers) => {
      const found = likelyNext(members(numbers)).map(({ probability }) => probability);
      expect(found.length).toBeLessThanOrEqual(10);
      expect(found).toEqual([...found].sort((one, other) => other - one));
      expect(found.reduce((sum, probability) => sum + probability, 0)).toBeLessThan(1);
    }));
  });
});
