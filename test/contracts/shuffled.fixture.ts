import { seededRandom } from '#kernel';

/** `items` in an order that `seed` alone decides. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}

/** `items` cut into runs of 1 to `longest`. */
export function grouped<T>(items: readonly T[], longest: number, seed: number): T[][] {
  const random = seededRandom(seed);
  const groups: T[][] = [];
  for (let at = 0; at < items.length; ) {
    const size = 1 + random.below(longest);
    groups.push(items.slice(at, at + size));
    at += size;
  }
  return groups;
}
