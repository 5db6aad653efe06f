/** How many of the ascending values are below `value`. O(log n). */
export function countBelow(ascending: ArrayLike<number>, value: number): number {
  let [from, to] = [0, ascending.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((ascending[middle] as number) < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** How many of the ascending values are at most `value`. O(log n). */
export function countUpTo(ascending: ArrayLike<number>, value: number): number {
  let [from, to] = [0, ascending.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((ascending[middle] as number) <= value) from = middle + 1;
    else to = middle;
  }
  return from;
}
