import { seededRandom } from '#kernel';
import { BandIndex } from './band-index.js';
import { estimatedJaccard, minHash } from './min-hash.js';
import { jaccard } from './shingles.js';

const HASHES = 128;
const TRIALS = 200;
// Salts from the stream that drew the elements would meet them.
const SALTED = 1_000_000;

/** Two random sets of 60 elements of which `shared` are in both. */
function pairOf(shared: number, seed: number): { left: Uint32Array; right: Uint32Array; resemblance: number } {
  const random = seededRandom(seed);
  const elements = Array.from({ length: 120 - shared }, () => random.below(2 ** 32));
  const [left, right] = [Uint32Array.from(elements.slice(0, 60)).sort(), Uint32Array.from(elements.slice(60 - shared)).sort()];
  return { left, right, resemblance: jaccard(left, right) ?? NaN };
}

describe('MinHash', () => {
  it.each([[6], [20], [40], [54]])('estimates a resemblance without bias and within its standard error, %s of 60 shared', (shared) => {
    const { resemblance } = pairOf(shared, 0);
    const errors = Array.from({ length: TRIALS }, (_, trial) => {
      const { left, right } = pairOf(shared, trial);
      const sketch = minHash(HASHES, SALTED + trial);
      return estimatedJaccard(sketch.signature(left), sketch.signature(right)) - resemblance;
    });
    const standardError = Math.sqrt((resemblance * (1 - resemblance)) / HASHES);
    const bias = errors.reduce((sum, error) => sum + error, 0) / TRIALS;
    const spread = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / TRIALS);
    expect(Math.abs(bias)).toBeLessThan((3.5 * standardError) / Math.sqrt(TRIALS));
    expect(spread / standardError).toBeGreaterThan(0.8);
    expect(spread / standardError).toBeLessThan(1.2);
  });

  it('is the seed’s alone', () => {
    const { left } = pairOf(20, 1);
    expect(minHash(8, 5).signature(left)).toEqual(minHash(8, 5).signature(left));
    expect(minHash(8, 5).signature(left)).not.toEqual(minHash(8, 6).signature(left));
  });

  it('does not compare what cannot be', () => {
    expect(() => estimatedJaccard(new Uint32Array(4), new Uint32Array(8))).toThrow('signatures of 4 and 8 hashes');
    expect(() => estimatedJaccard(new Uint32Array(), new Uint32Array())).toThrow('signatures of 0 and 0 hashes');
  });
});

describe('bands', () => {
  it.each([[0.3, 20], [0.5, 40], [0.7, 50]])('meet as often as 1 − (1 − Jʳ)ᵇ says, near J = %s', (_near, shared) => {
    const { resemblance } = pairOf(shared, 0);
    const meetings = Array.from({ length: TRIALS }, (_, trial) => {
      const { left, right } = pairOf(shared, trial);
      const sketch = minHash(HASHES, SALTED + trial);
      const index = new BandIndex(4);
      index.add('left', sketch.signature(left));
      return index.candidates(sketch.signature(right)).size;
    }).reduce((sum, met) => sum + met, 0);
    const chance = 1 - (1 - resemblance ** 4) ** 32;
    expect(Math.abs(meetings / TRIALS - chance)).toBeLessThan(3.5 * Math.sqrt((chance * (1 - chance)) / TRIALS) + 1 / TRIALS);
  });

  it('forget what is removed and keep the rest', () => {
    const index = new BandIndex(2);
    const signature = Uint32Array.from([1, 2, 3, 4]);
    index.add('a', signature);
    index.add('b', signature);
    index.remove('a', signature);
    expect([...index.candidates(signature)]).toEqual(['b']);
    index.remove('b', signature);
    expect(index.candidates(signature).size).toBe(0);
  });
  it('are told apart by their place', () => {
    const index = new BandIndex(2);
    index.add('a', Uint32Array.from([1, 2, 3, 4]));
    expect(index.candidates(Uint32Array.from([3, 4, 1, 2])).size).toBe(0);
    expect([...index.candidates(Uint32Array.from([9, 9, 3, 4]))]).toEqual(['a']);
  });
});
