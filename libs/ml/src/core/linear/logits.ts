import { sigmoid } from '#kernel';
import type { Matrix } from '../data/matrix.js';

/**
 * Linear scores of standardised inputs. For output o, `weights` holds at o × (inputs + 1) one weight an input and then
 * the intercept. One output is the log-odds of class 1 of two; else there is a logit a class.
 */
export function logitsOf({ rows, columns, values }: Matrix, weights: Float64Array): Float64Array {
  const outputs = weights.length / (columns + 1);
  const logits = new Float64Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    for (let output = 0; output < outputs; output++) {
      const at = output * (columns + 1);
      let sum = weights[at + columns] as number;
      for (let input = 0; input < columns; input++) sum += (weights[at + input] as number) * (values[row * columns + input] as number);
      logits[row * outputs + output] = sum;
    }
  }
  return logits;
}

/** Probabilities, one a class and row, of logits with `outputs` a row. */
export function probabilitiesOf(logits: Float64Array, outputs: number): Float64Array {
  if (outputs > 1) return softmax(logits, outputs);
  const probabilities = new Float64Array(2 * logits.length);
  logits.forEach((logit, row) => {
    probabilities[2 * row] = sigmoid(-logit);
    probabilities[2 * row + 1] = sigmoid(logit);
  });
  return probabilities;
}

/** The largest logit is taken off first: none overflows. Plain loops, as a fit passes here in every step. */
function softmax(logits: Float64Array, outputs: number): Float64Array {
  const shares = new Float64Array(logits.length);
  for (let from = 0; from < logits.length; from += outputs) {
    const largest = largestLogit(logits, from, outputs);
    let sum = 0;
    for (let at = from; at < from + outputs; at++) sum += shares[at] = Math.exp((logits[at] as number) - largest);
    for (let at = from; at < from + outputs; at++) shares[at] = (shares[at] as number) / sum;
  }
  return shares;
}

/** Largest of the `outputs` logits that begin at `from`. */
export function largestLogit(logits: Float64Array, from: number, outputs: number): number {
  let largest = -Infinity;
  for (let at = from; at < from + outputs; at++) largest = Math.max(largest, logits[at] as number);
  return largest;
}
