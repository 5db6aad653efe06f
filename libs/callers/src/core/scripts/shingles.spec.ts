import fc from 'fast-check';
import { jaccard, shinglesOf } from './shingles.js';

const set = (...elements: number[]): Uint32Array => Uint32Array.from(elements);
const words = (text: string): string[] => text.split(' ');

describe('shingles', () => {
  it.each([
    ['runs of the width', 'to speak with an officer', 3, 3],
    ['a run that comes again once', 'press 1 press 1 press 1', 2, 2],
    ['all words of a short script', 'thank you', 3, 1],
    ['all words of one as wide', 'thank you all', 3, 1],
  ])('are %s', (_name, text, width, count) => expect(shinglesOf(words(text), width)).toHaveLength(count));

  it('are none where nothing was said', () => expect(shinglesOf([], 3)).toHaveLength(0));
  it('ascend', () => {
    const shingles = shinglesOf(words('this is the final attempt to reach you about your account'), 2);
    expect(Array.from(shingles)).toEqual(Array.from(shingles).sort((left, right) => left - right));
  });
  it('tell word order', () => expect(jaccard(shinglesOf(words('a b c d'), 2), shinglesOf(words('d c b a'), 2))).toBe(0));
  it('hardly change where a message is heard twice', () => {
    const once = words('we found some suspicious activity on your account so press 1');
    expect(jaccard(shinglesOf(once, 3), shinglesOf([...once, ...once], 3))).toBeCloseTo(9 / 11, 12);
  });
});

describe('resemblance', () => {
  it.each([
    ['the same', set(1, 2, 3), set(1, 2, 3), 1],
    ['nothing shared', set(1, 3), set(2, 4), 0],
    ['half shared', set(1, 2, 3), set(2, 3, 4), 0.5],
    ['one within the other', set(2, 9), set(1, 2, 5, 9), 0.5],
    ['one empty', set(), set(1), 0],
    ['both empty', set(), set(), undefined],
  ])('%s', (_name, left, right, expected) => expect(jaccard(left, right)).toBe(expected));

  it('is shared over either, whichever way round', () =>
    fc.assert(fc.property(fc.uniqueArray(fc.nat(30)), fc.uniqueArray(fc.nat(30), { minLength: 1 }), (left, right) => {
      const [ours, theirs] = [Uint32Array.from(left).sort(), Uint32Array.from(right).sort()];
      const shared = left.filter((element) => right.includes(element)).length;
      expect(jaccard(ours, theirs)).toBeCloseTo(shared / new Set([...left, ...right]).size, 12);
      expect(jaccard(theirs, ours)).toBe(jaccard(ours, theirs));
    })));
});
