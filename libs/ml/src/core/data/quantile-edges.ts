/**
 * The values that split ascending ones into at most `bins` parts of equal frequency: the distinct values at 1/bins, 2/bins, …, the
 * highest last. Values that occurred, nothing interpolated (type 1 of Hyndman & Fan 1996), so a part of a discrete feature
 * is a set of its values. Empty without values.
 */
export function quantileEdges(ascending: Float64Array, bins: number): number[] {
  const edges: number[] = [];
  if (ascending.length === 0) return edges;
  for (let bin = 1; bin <= bins; bin++) {
    const value = ascending[Math.ceil((ascending.length * bin) / bins) - 1] as number;
    if (value !== edges.at(-1)) edges.push(value);
  }
  return edges;
}
