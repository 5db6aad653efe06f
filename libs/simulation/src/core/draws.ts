import type { Random } from '#kernel';

const LARGE_MEAN = 30;

/** A standard normal deviate (Box and Muller 1958). */
export function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
  return radius * Math.cos(2 * Math.PI * random.next());
}

/** A log-normal deviate; `sigma` is the standard deviation of its logarithm. Its mean is `median * exp(sigma² / 2)`. */
export function logNormal(median: number, sigma: number, random: Random): number {
  return median * Math.exp(sigma * normal(random));
}

/** A Poisson count: Knuth's product of uniforms below a mean of 30, the rounded normal approximation above. */
export function poisson(mean: number, random: Random): number {
  if (mean <= 0) return 0;
  if (mean > LARGE_MEAN) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const floor = Math.exp(-mean);
  let count = 0;
  for (let product = random.next(); product > floor; product *= random.next()) count++;
  return count;
}

export function between(lowest: number, highest: number, random: Random): number {
  return lowest + (highest - lowest) * random.next();
}

/** One of `items`, all equally likely; `items` must not be empty. */
export function oneOf<T>(items: ArrayLike<T>, random: Random): T {
  return items[random.below(items.length)] as T;
}

/** Running sums of `weights`, for `weighted`. */
export function cumulative(weights: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  for (let index = 0; index < weights.length; index++) {
    sum += weights[index] ?? 0;
    sums[index] = sum;
  }
  return sums;
}

/** An index with a probability in proportion to its weight; `sums` as `cumulative` gives them. O(log n). */
export function weighted(sums: Float64Array, random: Random): number {
  const target = random.next() * (sums[sums.length - 1] ?? 0);
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sums[middle] ?? 0) > target) high = middle;
    else low = middle + 1;
  }
  return low;
}
