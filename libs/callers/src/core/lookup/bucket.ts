import { MOST_BITS } from './bucket-bits.js';

/** All hashes that begin with the same bits. */
export interface Bucket {
  readonly bits: number;
  /** Those first bits as a number below 2^bits. */
  readonly value: number;
}

/** What in a request names no bucket, and why. */
export interface BucketFault {
  readonly path: 'prefix' | 'bits';
  readonly message: string;
}

const DIGIT_BITS = 4;
const HASH_BITS = 64n;
const PREFIX = /^[0-9a-f]{1,5}$/i;
const BITS = /^\d{1,2}$/;

const digitsFor = (bits: number): number => Math.max(1, Math.ceil(bits / DIGIT_BITS));

function bitsFrom(written: string | undefined, prefix: string): number | undefined {
  if (written === undefined) return prefix.length * DIGIT_BITS;
  return BITS.test(written) && Number(written) <= MOST_BITS ? Number(written) : undefined;
}

/**
 * The bucket that a hash's first hexadecimal digits name, of which the first `writtenBits` count; all of them where that
 * is left out. Bits beyond must be 0, so that no device sends more than it means to.
 */
export function bucketFrom(prefix: string, writtenBits: string | undefined): Bucket | BucketFault {
  if (!PREFIX.test(prefix)) return { path: 'prefix', message: `must be 1 to ${MOST_BITS / DIGIT_BITS} hexadecimal digits: more than ${MOST_BITS} bits are never wanted` };
  const bits = bitsFrom(writtenBits, prefix);
  if (bits === undefined) return { path: 'bits', message: `must be a whole number from 0 to ${MOST_BITS}` };
  if (prefix.length !== digitsFor(bits)) return { path: 'prefix', message: `must have ${digitsFor(bits)} digits for ${bits} bits` };
  const spare = prefix.length * DIGIT_BITS - bits;
  const value = parseInt(prefix, 16);
  if (value % 2 ** spare !== 0) return { path: 'prefix', message: `must be 0 in its last ${spare} bits, which do not count` };
  return { bits, value: value / 2 ** spare };
}

export function isBucket(read: Bucket | BucketFault): read is Bucket {
  return 'value' in read;
}

/** The bucket of at most `bits` bits that holds all of `bucket`. */
export function widened(bucket: Bucket, bits: number): Bucket {
  return bits >= bucket.bits ? bucket : { bits, value: Math.floor(bucket.value / 2 ** (bucket.bits - bits)) };
}

/** The bucket's bits as hexadecimal digits, filled up with zeros: what `bucketFrom` reads. */
export function prefixOf({ bits, value }: Bucket): string {
  const digits = digitsFor(bits);
  return (value * 2 ** (digits * DIGIT_BITS - bits)).toString(16).padStart(digits, '0');
}

/** The first and the last hash of the bucket, 16 hexadecimal digits each. */
export function hashesOf({ bits, value }: Bucket): readonly [first: string, last: string] {
  const free = HASH_BITS - BigInt(bits);
  const first = BigInt(value) << free;
  const digits = (hash: bigint): string => hash.toString(16).padStart(Number(HASH_BITS) / DIGIT_BITS, '0');
  return [digits(first), digits(first | ((1n << free) - 1n))];
}
