import { seededRandom } from '#kernel';

/** Normal noise of variance 1, each value following the one before by `correlation`. */
export function noise(count, correlation, seed) {
  const random = seededRandom(seed);
  let last = 0;
  return Float64Array.from({ length: count }, () => {
    const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    return (last = correlation * last + Math.sqrt(1 - correlation ** 2) * normal);
  });
}

/** Hourly points with the rhythm of a day, and no trend. */
export function hourlySeries(count, correlation, seed) {
  return Array.from(noise(count, correlation, seed), (value, at) => ({
    timestamp: Date.UTC(2010, 0, 1) + at * 3_600_000,
    value: Math.max(0, Math.round(30 + 10 * Math.cos((2 * Math.PI * at) / 24) + 5 * value)),
  }));
}
