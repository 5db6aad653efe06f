/** Draws from a `Random` of the kernel. */
export function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

export function poisson(mean, random) {
  let left = random.next();
  let count = 0;
  for (let chance = Math.exp(-mean); left > chance && count < 10_000; count++) {
    left -= chance;
    chance *= mean / (count + 1);
  }
  return count;
}

/** Place in `weights`, which need not add up to 1. */
export function pick(weights, random) {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  const place = weights.findIndex((weight) => (left -= weight) < 0);
  return place < 0 ? weights.length - 1 : place;
}
