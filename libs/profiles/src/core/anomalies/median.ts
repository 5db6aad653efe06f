/** Median of the values that are there (not NaN); undefined without any. Cost: a sort. */
export function medianOf(values: Float64Array): number | undefined {
  // Missing values are sorted behind all others.
  const ascending = values.toSorted();
  let present = ascending.length;
  while (present > 0 && ascending[present - 1] !== ascending[present - 1]) present--;
  if (present === 0) return undefined;
  const middle = present >> 1;
  const upper = ascending[middle] as number;
  return present % 2 === 1 ? upper : ((ascending[middle - 1] as number) + upper) / 2;
}
