import { activate } from './activate.js';
import type { DenseLayer } from './network.js';

/**
 * A layer's outputs of one row, written to `into`. Goes input by input, so that the kernel is read in its own order and an input
 * of 0, as every second after a relu, costs nothing. O(inputs × outputs).
 */
export function denseForward(layer: DenseLayer, row: Float64Array, into: Float64Array): void {
  addProducts(layer.kernel, row, into, layer.bias);
  activate(layer.activation, into);
}

/** into = bias + row × kernel, the kernel as wide as `into`. */
export function addProducts(kernel: Float64Array, row: Float64Array, into: Float64Array, bias: Float64Array): void {
  into.set(bias);
  accumulate(kernel, row, into);
}

/** into += row × kernel. */
export function accumulate(kernel: Float64Array, row: Float64Array, into: Float64Array): void {
  const width = into.length;
  for (let input = 0; input < row.length; input++) {
    const value = row[input] as number;
    if (value === 0) continue;
    const from = input * width;
    for (let output = 0; output < width; output++) into[output] = (into[output] as number) + value * (kernel[from + output] as number);
  }
}
