import { seededRandom } from '#kernel';
import { spread } from './hash.js';

/** What every signature that is to be compared must have been made with. */
export interface MinHash {
  /** As many numbers as there are hashes, each the least over the set. An empty set's are all 2³² − 1. */
  signature(set: Uint32Array): Uint32Array;
}

/**
 * Sketches sets of 32-bit hashes so that two sketches agree at each place with a chance of the sets' Jaccard resemblance.
 * Each of the `count` orders is a murmur finaliser over the element and 32 bits drawn by `seed`.
 *
 * Source: A. Z. Broder, On the resemblance and containment of documents, 1997.
 */
export function minHash(count: number, seed: number): MinHash {
  const random = seededRandom(seed);
  const salts = Uint32Array.from({ length: count }, () => random.below(2 ** 32));
  return { signature: (set) => salts.map((salt) => leastRank(set, salt)) };
}

function leastRank(set: Uint32Array, salt: number): number {
  let least = 0xffffffff;
  for (let at = 0; at < set.length; at++) {
    const rank = spread((set[at] as number) ^ salt);
    if (rank < least) least = rank;
  }
  return least;
}

/**
 * The share of places at which two signatures of one `MinHash` agree: an unbiased estimate of the sets' Jaccard resemblance
 * J with standard error √(J(1 − J) / count). @throws Error where they differ in length or hold nothing
 */
export function estimatedJaccard(left: Uint32Array, right: Uint32Array): number {
  if (left.length === 0 || left.length !== right.length) throw new Error(`signatures of ${left.length} and ${right.length} hashes`);
  return left.reduce((agreeing, least, place) => agreeing + (least === right[place] ? 1 : 0), 0) / left.length;
}
