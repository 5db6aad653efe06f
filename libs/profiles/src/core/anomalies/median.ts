/** Median of the values that are there (not NaN); undefined without any. Cost: a sort. */
export function medianOf(values: Float64Array): number | undefined {
  const present = values.filter((value) => value === value).sort();
  if (present.length === 0) return undefined;
  const middle = present.length >> 1;
  const upper = present[middle] as number;
  return present.length % 2 === 1 ? upper : ((present[middle - 1] as number) + upper) / 2;
}
