const SMALLEST_MS = 1;
const GROWTH = 1.15;
const BUCKETS = 100;
const LOG_GROWTH = Math.log(GROWTH);

/** Upper bounds of the buckets in milliseconds; the last one has none. Each is 15 % above the one before, to about 15 minutes. */
export const LATENCY_BOUNDS_MS: readonly number[] = Array.from({ length: BUCKETS - 1 }, (_, index) => SMALLEST_MS * GROWTH ** index);

export function emptyLatencies(): number[] {
  return new Array<number>(BUCKETS).fill(0);
}

/** Counts one latency in place. */
export function countLatency(counts: number[], latencyMs: number): void {
  const bucket = latencyMs <= SMALLEST_MS ? 0 : Math.min(BUCKETS - 1, Math.ceil(Math.log(latencyMs / SMALLEST_MS) / LOG_GROWTH));
  counts[bucket] = (counts[bucket] ?? 0) + 1;
}

export function addLatencies(into: number[], counts: readonly number[]): void {
  for (const [bucket, count] of counts.entries()) into[bucket] = (into[bucket] ?? 0) + count;
}

/** The latency that `share` of the counted ones do not exceed, to within a bucket (15 %); undefined where none was counted. */
export function latencyQuantile(counts: readonly number[], share: number): number | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  let seen = 0;
  for (const [bucket, count] of counts.entries()) {
    seen += count;
    if (seen >= share * total) return LATENCY_BOUNDS_MS[bucket] ?? LATENCY_BOUNDS_MS.at(-1);
  }
  return LATENCY_BOUNDS_MS.at(-1);
}
