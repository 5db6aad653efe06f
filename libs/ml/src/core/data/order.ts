/** Indices of `values` from the lowest value to the highest; equal values keep their order. `values` holds no NaN. */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const order = new Uint32Array(values.length).map((_zero, index) => index);
  // ∞ − ∞ is NaN, which is as good as "equal" here.
  return order.sort((left, right) => (values[left] as number) - (values[right] as number) || left - right);
}
