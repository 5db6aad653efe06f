/** Buckets by power of GROWTH: a quantile is known to within 2.5 %. */
const GROWTH = 1.05;
const LOG_GROWTH = Math.log(GROWTH);
/** Smaller counts as nothing, larger as this. */
const LEAST = 1e-9;
const GREATEST = 1e15;
/** Above every bucket of a power, so that negative values have numbers of their own below zero. */
const OFFSET = 1000;
const ZERO_BUCKET = 0;
const HALF = 0.5;

/** How many values fell into each bucket; adding two of them bucket by bucket gives the histogram of all their values. */
export type ValueHistogram = Readonly<Record<string, number>>;

/** The bucket of a finite value: 0 of what is about nothing, positive ones rising with the value, negative ones its mirror (DDSketch; Masson, Rim and Lee, VLDB 2019). */
export function bucketOf(value: number): number {
  const size = Math.min(GREATEST, Math.abs(value));
  if (size < LEAST) return ZERO_BUCKET;
  return Math.sign(value) * (OFFSET + Math.ceil(Math.log(size) / LOG_GROWTH));
}

/** The value that stands for a bucket: in the middle of its powers. */
export function valueOf(bucket: number): number {
  return bucket === ZERO_BUCKET ? 0 : Math.sign(bucket) * GROWTH ** (Math.abs(bucket) - OFFSET - HALF);
}

/** Both together. */
export function mergedHistograms(left: ValueHistogram, right: ValueHistogram): ValueHistogram {
  const sum: Record<string, number> = { ...left };
  for (const [bucket, count] of Object.entries(right)) sum[bucket] = (sum[bucket] ?? 0) + count;
  return sum;
}

/** The value that a `share` of all do not exceed; undefined of none. O(buckets log buckets). */
export function histogramQuantile(histogram: ValueHistogram, share: number): number | undefined {
  const buckets = Object.entries(histogram).map(([bucket, count]) => ({ bucket: Number(bucket), count })).sort((left, right) => left.bucket - right.bucket);
  const wanted = share * buckets.reduce((sum, { count }) => sum + count, 0);
  let seen = 0;
  for (const { bucket, count } of buckets) if ((seen += count) >= wanted) return valueOf(bucket);
  return undefined;
}
