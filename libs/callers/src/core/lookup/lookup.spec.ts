import fc from 'fast-check';
import { seededRandom } from '#kernel';
import { bucketFrom, hashesOf, isBucket, prefixOf, widened, type Bucket } from './bucket.js';
import { bucketBits, FEWEST_IN_BUCKET, MOST_BITS, NUMBERS_IN_USE } from './bucket-bits.js';

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

function randomHashes(count: number, seed: number): string[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => `${hex(Math.floor(random.next() * 2 ** 32), 8)}${hex(Math.floor(random.next() * 2 ** 32), 8)}`);
}

/** How many of `hashes` each of the 2^bits buckets holds; written anew, by text. */
function held(hashes: readonly string[], bits: number): number[] {
  const counts = new Map<string, number>();
  for (const hash of hashes) {
    const first = [...hash.slice(0, 5)].map((digit) => parseInt(digit, 16).toString(2).padStart(4, '0')).join('').slice(0, bits);
    counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  return Array.from({ length: 2 ** bits }, (_, value) => counts.get(bits === 0 ? '' : value.toString(2).padStart(bits, '0')) ?? 0);
}

describe('how many bits are told apart', () => {
  it('leaves a hundred listed numbers or more in every bucket, and one bit more would not', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4000 }), fc.nat(), (count, seed) => {
      const hashes = randomHashes(count, seed);
      const bits = bucketBits(hashes);
      if (bits > 0) expect(Math.min(...held(hashes, bits))).toBeGreaterThanOrEqual(FEWEST_IN_BUCKET);
      expect(Math.min(...held(hashes, bits + 1))).toBeLessThan(FEWEST_IN_BUCKET);
    }), { numRuns: 25 });
  });

  it.each([[0, 0], [99, 0], [150, 0], [1000, 3], [100_000, 9]])('of %i listed numbers are %i or one fewer', (count, bits) => {
    expect([bits, Math.max(0, bits - 1)]).toContain(bucketBits(randomHashes(count, 5)));
  });

  it('is 0 where all listed numbers share their first bit', () => {
    expect(bucketBits(randomHashes(5000, 1).map((hash) => `0${hash.slice(1)}`))).toBe(0);
  });

  it('leaves a hundred numbers in use in every bucket, however many are listed', () => {
    const everywhere = Array.from({ length: 2 ** 10 }, (_, value) => new Array<string>(100).fill(hex(value * 2 ** 10, 5))).flat();
    expect([bucketBits(everywhere), bucketBits(everywhere, 100 * 2 ** 7), bucketBits(everywhere, 100), bucketBits(everywhere, 1)]).toEqual([10, 7, 0, 0]);
    expect(NUMBERS_IN_USE / 2 ** MOST_BITS).toBeGreaterThan(FEWEST_IN_BUCKET);
  });
});

describe('the bucket of a request', () => {
  it.each<[string, string | undefined, Bucket]>([
    ['3fa7c', '18', { bits: 18, value: 0x3fa7c / 4 }], ['3fa7c', '20', { bits: 20, value: 0x3fa7c }], ['3fa7c', undefined, { bits: 20, value: 0x3fa7c }], ['3FA', undefined, { bits: 12, value: 0x3fa }],
    ['8', '1', { bits: 1, value: 1 }], ['0', '0', { bits: 0, value: 0 }], ['000', '9', { bits: 9, value: 0 }], ['ff8', '9', { bits: 9, value: 511 }],
  ])('%s with bits %s', (prefix, bits, bucket) => expect(bucketFrom(prefix, bits)).toEqual(bucket));

  it.each([
    ['3fa7c0', undefined, 'prefix'], ['3fa7c0', '24', 'prefix'], ['', undefined, 'prefix'], ['xyz', '12', 'prefix'], ['+8613800138000', undefined, 'prefix'], ['3fa7c', '21', 'bits'], ['3fa7c', '64', 'bits'], ['3fa7c', '-1', 'bits'],
    ['3fa7c', '1.5', 'bits'], ['3fa7c', '', 'bits'], ['3fa7c', '1e1', 'bits'], ['3fa7c', '12', 'prefix'], ['3fa', '18', 'prefix'], ['3fa7d', '18', 'prefix'], ['3fa7e', '18', 'prefix'], ['1', '0', 'prefix'],
  ])('%s with bits %s names none', (prefix, bits, path) => expect(bucketFrom(prefix, bits)).toEqual({ path, message: expect.stringMatching(/^must /) as string }));

  const buckets = fc.integer({ min: 0, max: MOST_BITS }).chain((bits) => fc.record({ bits: fc.constant(bits), value: fc.nat(2 ** bits - 1) }));

  it('is written as it is read', () => {
    fc.assert(fc.property(buckets, (bucket) => expect(bucketFrom(prefixOf(bucket), String(bucket.bits))).toEqual(bucket)));
  });

  it('holds just the hashes that begin so, and a wider one all of them', () => {
    fc.assert(fc.property(buckets, fc.integer({ min: 0, max: MOST_BITS }), fc.stringMatching(/^[0-9a-f]{16}$/), (bucket, bits, hash) => {
      const holds = (one: Bucket): boolean => hash >= hashesOf(one)[0] && hash <= hashesOf(one)[1];
      const first = BigInt(`0x${hash}`) >> BigInt(64 - bucket.bits);
      expect(holds(bucket)).toBe(first === BigInt(bucket.value));
      const wider = widened(bucket, bits);
      expect(wider.bits).toBe(Math.min(bits, bucket.bits));
      if (holds(bucket)) expect(holds(wider)).toBe(true);
    }));
    expect(hashesOf({ bits: 0, value: 0 })).toEqual(['0'.repeat(16), 'f'.repeat(16)]);
  });

  it('is told from a fault', () => expect([isBucket({ bits: 0, value: 0 }), isBucket({ path: 'bits', message: '' })]).toEqual([true, false]));
});
