import { networkLoss, type Wanted } from './network-loss.js';
import type { Loss } from './optimiser.js';

/** Within these. Never below 1: the rows kept are of the same users as those learnt from, and where all of them are told rightly the likeliest temperature would make anybody certain. */
const [COOLEST, HOTTEST] = [1, 10];
const STEPS = 40;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The temperature T that makes logits ÷ T most likely on rows kept from the network: above 1 where it was too sure of itself
 * (Guo et al., "On Calibration of Modern Neural Networks", ICML 2017). Golden-section search over log T, in which the loss has
 * one valley. No order among outcomes changes.
 */
export function temperatureOf(loss: Loss, logits: Float64Array, wanted: Wanted): number {
  const at = (log: number): number => networkLoss(loss, logits.map((logit) => logit / Math.exp(log)), wanted);
  let [low, high] = [Math.log(COOLEST), Math.log(HOTTEST)];
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [leftLoss, rightLoss] = [at(left), at(right)];
  for (let step = 0; step < STEPS; step++) {
    if (leftLoss <= rightLoss) {
      [high, right, rightLoss] = [right, left, leftLoss];
      left = high - GOLDEN * (high - low);
      leftLoss = at(left);
    } else {
      [low, left, leftLoss] = [left, right, rightLoss];
      right = low + GOLDEN * (high - low);
      rightLoss = at(right);
    }
  }
  return Math.exp((low + high) / 2);
}
