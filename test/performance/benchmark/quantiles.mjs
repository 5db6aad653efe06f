/** The value that `share` of `sorted` (ascending) do not exceed, by nearest rank; null of nothing. */
function quantile(sorted, share) {
  if (sorted.length === 0) return null;
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** Exact quantiles of some milliseconds, each of them kept. */
export function quantiles(milliseconds) {
  const sorted = Float64Array.from(milliseconds).sort();
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(sorted, share));
  return { p50, p95, p99, max: sorted.at(-1) ?? null };
}

export function median(values) {
  return quantile(Float64Array.from(values).sort(), 0.5);
}
