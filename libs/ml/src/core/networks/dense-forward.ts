import { activate } from './activate.js';
import type { DenseLayer } from './network.js';

/**
 * A layer's outputs of one row, written to `into`. The kernel is read in its own order. O(inputs × outputs).
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

/**
 * into += row × kernel. Four inputs at a time, so that a sum is fetched and put back a quarter as often: that, not the
 * multiplication, is what it costs. Measured with `npm run bench:networks`.
 */
export function accumulate(kernel: Float64Array, row: Float64Array, into: Float64Array): void {
  const whole = row.length - (row.length % 4);
  for (let input = 0; input < whole; input += 4) addFour(kernel, row, input, into);
  for (let input = whole; input < row.length; input++) addOne(kernel, row, input, into);
}

function addFour(kernel: Float64Array, row: Float64Array, input: number, into: Float64Array): void {
  const width = into.length;
  const a = row[input] as number;
  const b = row[input + 1] as number;
  const c = row[input + 2] as number;
  const d = row[input + 3] as number;
  if (a === 0 && b === 0 && c === 0 && d === 0) return;
  const fromA = input * width;
  const fromB = fromA + width;
  const fromC = fromB + width;
  const fromD = fromC + width;
  for (let at = 0; at < width; at++) {
    const ab = a * (kernel[fromA + at] as number) + b * (kernel[fromB + at] as number);
    const cd = c * (kernel[fromC + at] as number) + d * (kernel[fromD + at] as number);
    into[at] = (into[at] as number) + (ab + cd);
  }
}

function addOne(kernel: Float64Array, row: Float64Array, input: number, into: Float64Array): void {
  const value = row[input] as number;
  const from = input * into.length;
  for (let at = 0; at < into.length; at++) into[at] = (into[at] as number) + value * (kernel[from + at] as number);
}
