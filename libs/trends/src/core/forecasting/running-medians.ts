/**
 * For each value, and for a season beyond the last, the median of the last `cycles` values at its place in the season before it; of
 * fewer where there are no more, and 0 in the first season. Values × cycles².
 */
export function runningMedians(values: Float64Array, season: number, cycles: number): Float64Array {
  const medians = new Float64Array(values.length + season);
  const sorted = new Float64Array(cycles);
  for (let at = season; at < medians.length; at++) {
    let count = 0;
    for (let before = at - season; before >= 0 && count < cycles; before -= season) insert(sorted, count++, values[before] as number);
    const middle = count >> 1;
    medians[at] = count % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
  }
  return medians;
}

function insert(sorted: Float64Array, count: number, value: number): void {
  let to = count;
  for (; to > 0 && (sorted[to - 1] as number) > value; to--) sorted[to] = sorted[to - 1] as number;
  sorted[to] = value;
}
