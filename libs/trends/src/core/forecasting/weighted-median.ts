/** The least value at which half of the weight is reached, between two values where it is reached exactly there. Weights are positive. */
export function weightedMedian(values: readonly number[], weights: readonly number[]): number {
  const order = values.map((_, at) => at).sort((one, other) => (values[one] as number) - (values[other] as number));
  const half = weights.reduce((sum, weight) => sum + weight, 0) / 2;
  let reached = 0;
  for (const [place, at] of order.entries()) {
    reached += weights[at] as number;
    const value = values[at] as number;
    if (Math.abs(reached - half) <= half * 1e-12) return (value + (values[order[place + 1] ?? at] as number)) / 2;
    if (reached > half) return value;
  }
  return values[order.at(-1) ?? 0] ?? 0;
}
