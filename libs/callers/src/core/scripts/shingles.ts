import { hashOf } from './hash.js';

/**
 * The set of a script's runs of `width` words, each as a 32-bit hash, ascending. A message that is played twice, or that a
 * mailbox picked up in its middle, has nearly the same set as when it is heard once and whole. A script of fewer words is one
 * shingle of all of them; without words the set is empty. Two shingles share a hash once in 4·10⁹, which a set of
 * hundreds does not notice.
 *
 * Source: A. Z. Broder, On the resemblance and containment of documents, 1997.
 */
export function shinglesOf(words: readonly string[], width: number): Uint32Array {
  if (words.length === 0) return new Uint32Array();
  const runs = Math.max(1, words.length - width + 1);
  const hashes = new Set<number>();
  for (let start = 0; start < runs; start++) hashes.add(hashOf(words.slice(start, start + width).join(' ')));
  return Uint32Array.from(hashes).sort();
}

/**
 * Jaccard's resemblance of two ascending sets: what they share over what either holds, 0–1. Undefined where both are empty:
 * two calls that said nothing are not alike. Linear in their sizes.
 */
export function jaccard(left: Uint32Array, right: Uint32Array): number | undefined {
  let [shared, inLeft, inRight] = [0, 0, 0];
  while (inLeft < left.length && inRight < right.length) {
    const [ours, theirs] = [left[inLeft] as number, right[inRight] as number];
    if (ours === theirs) shared++;
    if (ours <= theirs) inLeft++;
    if (theirs <= ours) inRight++;
  }
  const either = left.length + right.length - shared;
  return either === 0 ? undefined : shared / either;
}
