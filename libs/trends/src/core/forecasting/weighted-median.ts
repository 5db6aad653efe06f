/**
 * The least value at which half of the weight is reached, between two values where it is reached exactly there. Weights add up to more
 * than 0. Both arrays are sorted on the way. Meant for a handful of values: quadratic, but without an allocation.
 */
export function weightedMedian(values: Float64Array, weights: Float64Array): number {
  let total = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    const weight = weights[at] as number;
    total += weight;
    let to = at;
    for (; to > 0 && (values[to - 1] as number) > value; to--) {
      values[to] = values[to - 1] as number;
      weights[to] = weights[to - 1] as number;
    }
    values[to] = value;
    weights[to] = weight;
  }
  let missing = total / 2;
  for (let at = 0; at < values.length; at++) {
    missing -= weights[at] as number;
    const value = values[at] as number;
    if (Math.abs(missing) <= total * 1e-12) return (value + (values[at + 1] ?? value)) / 2;
    if (missing < 0) return value;
  }
  return values.at(-1) ?? 0;
}
