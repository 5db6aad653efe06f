/**
 * Kendall's S of values in the order of time: pairs that rise minus pairs that fall. By merge sort, O(n log n).
 * Source: W. R. Knight, JASA 61 (1966).
 */
export function kendallScore(values: Float64Array): number {
  const { falling, tied } = orderOfPairs(values);
  return (values.length * (values.length - 1)) / 2 - tied - 2 * falling;
}

/** How many pairs fall and how many are tied. */
function orderOfPairs(values: Float64Array): { falling: number; tied: number } {
  let [from, to] = [Float64Array.from(values), new Float64Array(values.length)];
  let falling = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) falling += mergeRuns({ from, to }, start, width);
    [from, to] = [to, from];
  }
  let tied = 0;
  forEachTie(from, (size) => (tied += (size * (size - 1)) / 2));
  return { falling, tied };
}

/** Merges two sorted runs; returns in how many pairs the earlier run has the greater value. */
function mergeRuns({ from, to }: { from: Float64Array; to: Float64Array }, start: number, width: number): number {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(start + 2 * width, from.length);
  let [left, right, falling] = [start, middle, 0];
  for (let at = start; at < end; at++) {
    if (right >= end || (left < middle && (from[left] as number) <= (from[right] as number))) {
      to[at] = from[left++] as number;
    } else {
      to[at] = from[right++] as number;
      falling += middle - left;
    }
  }
  return falling;
}

/** Calls `visit` with the size of each group of equal values in ascending ones. */
export function forEachTie(ascending: Float64Array, visit: (size: number) => void): void {
  let start = 0;
  for (let at = 1; at <= ascending.length; at++) {
    if (at < ascending.length && ascending[at] === ascending[start]) continue;
    visit(at - start);
    start = at;
  }
}
