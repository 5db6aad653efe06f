/**
 * q-values: the least false discovery rate at which each of the tests would be told of (Benjamini and Hochberg, JRSS B 57, 1995).
 * In the order of `pValues`; O(n log n).
 */
export function qValues(pValues: readonly number[]): number[] {
  const order = pValues.map((_, at) => at).sort((left, right) => (pValues[right] as number) - (pValues[left] as number));
  const found = new Array<number>(pValues.length);
  let least = 1;
  order.forEach((at, fromLast) => {
    least = Math.min(least, ((pValues[at] as number) * pValues.length) / (pValues.length - fromLast));
    found[at] = least;
  });
  return found;
}
