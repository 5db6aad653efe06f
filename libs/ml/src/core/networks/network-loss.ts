import type { Loss } from './optimiser.js';

/** What a network should have said, as in `Batch`, and what each row counts. */
export interface Wanted {
  readonly targets: Float64Array;
  readonly weights: Float64Array;
}

function softmaxLoss(logits: Float64Array, targets: Float64Array): number {
  let largest = -Infinity;
  for (const logit of logits) largest = Math.max(largest, logit);
  let total = 0;
  for (const logit of logits) total += Math.exp(logit - largest);
  let wanted = 0;
  for (let at = 0; at < logits.length; at++) wanted += (targets[at] as number) * ((logits[at] as number) - largest);
  return Math.log(total) - wanted;
}

function elementwise(loss: Exclude<Loss, 'softmax'>, output: number, target: number): number {
  if (loss === 'squared') return (output - target) ** 2;
  if (loss === 'absolute') return Math.abs(output - target);
  return Math.max(output, 0) - output * target + Math.log1p(Math.exp(-Math.abs(output)));
}

function rowLoss(loss: Loss, outputs: Float64Array, targets: Float64Array): number {
  if (loss === 'softmax') return softmaxLoss(outputs, targets);
  let sum = 0;
  for (let at = 0; at < outputs.length; at++) sum += elementwise(loss, outputs[at] as number, targets[at] as number);
  return sum / outputs.length;
}

/** The mean loss of rows with `width` outputs each: the mean over a row's outputs, counted by the row's weight, ÷ all weights. Needs a row. */
export function networkLoss(loss: Loss, outputs: Float64Array, { targets, weights }: Wanted): number {
  const width = outputs.length / weights.length;
  let [sum, total] = [0, 0];
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row] as number;
    sum += weight * rowLoss(loss, outputs.subarray(row * width, (row + 1) * width), targets.subarray(row * width, (row + 1) * width));
    total += weight;
  }
  return total > 0 ? sum / total : 0;
}
