import { spread } from './hash.js';

/**
 * Finds signatures that agree on a whole band of `rows` hashes: locality-sensitive hashing. Sets of resemblance J meet in one
 * of b bands with a chance of 1 − (1 − Jʳ)ᵇ. What meets is a candidate, to be compared; now and then two
 * bands share a hash without being equal.
 *
 * Source: J. Leskovec, A. Rajaraman, J. D. Ullman, Mining of Massive Datasets, section 3.4.
 */
export class BandIndex {
  /** By the hash of a band and its place: who has it. */
  private readonly buckets = new Map<number, Set<string>>();

  constructor(private readonly rows: number) {}

  add(id: string, signature: Uint32Array): void {
    for (const key of this.keysOf(signature)) {
      const bucket = this.buckets.get(key);
      if (bucket === undefined) this.buckets.set(key, new Set([id]));
      else bucket.add(id);
    }
  }

  /** Takes back an `add` of the same arguments. */
  remove(id: string, signature: Uint32Array): void {
    for (const key of this.keysOf(signature)) {
      const bucket = this.buckets.get(key);
      bucket?.delete(id);
      if (bucket?.size === 0) this.buckets.delete(key);
    }
  }

  /** Everyone who shares a band with `signature`. */
  candidates(signature: Uint32Array): ReadonlySet<string> {
    const found = new Set<string>();
    for (const key of this.keysOf(signature)) this.buckets.get(key)?.forEach((id) => found.add(id));
    return found;
  }

  private keysOf(signature: Uint32Array): number[] {
    const bands = Math.floor(signature.length / this.rows);
    return Array.from({ length: bands }, (_, band) =>
      signature.subarray(band * this.rows, (band + 1) * this.rows).reduce((key, least) => spread(key ^ least), spread(band + 1)));
  }
}
