/** No device sends more of a hash than this, whatever it likes. */
export const MOST_BITS = 20;

/** How many a bucket stands for at least: numbers in use that share it, and numbers listed in it. */
export const FEWEST_IN_BUCKET = 100;

/** Numbers in use in mainland China, mobile ones alone and rounded down (MIIT, 2024: 1.79 billion). Of twenty bits 1,600 share each bucket. */
export const NUMBERS_IN_USE = 1.7e9;

/**
 * The most bits of a hash that may be told apart so that each bucket stands for `FEWEST_IN_BUCKET` or more of the numbers
 * in use (on average: hashes spread evenly) and, counted, really holds as many of the `hashes` that are listed. 0 where
 * that is true of the whole list alone, or of nothing. Costs one pass over `hashes` and 4 MiB.
 * @param hashes hexadecimal digits, five or more
 */
export function bucketBits(hashes: readonly string[], numbersInUse = NUMBERS_IN_USE): number {
  const most = Math.min(MOST_BITS, Math.max(0, Math.floor(Math.log2(numbersInUse / FEWEST_IN_BUCKET))));
  let counts = new Uint32Array(2 ** most);
  for (const hash of hashes) {
    const bucket = parseInt(hash.slice(0, MOST_BITS / 4), 16) >>> (MOST_BITS - most);
    counts[bucket] = (counts[bucket] as number) + 1;
  }
  for (let bits = most; bits > 0; bits--) {
    if (counts.every((count) => count >= FEWEST_IN_BUCKET)) return bits;
    counts = Uint32Array.from({ length: counts.length / 2 }, (_, at) => (counts[2 * at] as number) + (counts[2 * at + 1] as number));
  }
  return 0;
}
