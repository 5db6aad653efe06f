/** More calls than any day holds; with a day's milliseconds it fits the 53 bits of a double. */
const PLACES = 2 ** 26;

/**
 * `items` by time, those of the same millisecond as they came. Sorts times and places packed into one double each, which
 * is several times faster than sorting objects.
 */
export function byTime<T extends { readonly atMs: number }>(items: readonly T[]): T[] {
  const keys = Float64Array.from(items, (item, place) => item.atMs * PLACES + place).sort();
  return Array.from(keys, (key) => items[key % PLACES] as T);
}
