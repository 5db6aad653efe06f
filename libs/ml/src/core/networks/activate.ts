import type { Activation } from './network.js';

/** Applies an activation to a row, in place. Finite sums give finite results. */
export function activate(activation: Activation, row: Float64Array): void {
  switch (activation) {
    case 'linear':
      return;
    case 'softmax':
      return softmax(row);
    case 'relu':
      for (let at = 0; at < row.length; at++) if ((row[at] as number) < 0) row[at] = 0;
      return;
    case 'tanh':
      for (let at = 0; at < row.length; at++) row[at] = Math.tanh(row[at] as number);
      return;
    case 'sigmoid':
      for (let at = 0; at < row.length; at++) row[at] = 1 / (1 + Math.exp(-(row[at] as number)));
  }
}

/** The largest is taken off first: none overflows. */
function softmax(row: Float64Array): void {
  let largest = -Infinity;
  for (let at = 0; at < row.length; at++) largest = Math.max(largest, row[at] as number);
  let total = 0;
  for (let at = 0; at < row.length; at++) total += row[at] = Math.exp((row[at] as number) - largest);
  for (let at = 0; at < row.length; at++) row[at] = (row[at] as number) / total;
}
