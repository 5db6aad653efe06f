import { ratio } from '#kernel';
import { checkProbabilities, type Scored } from './scored.js';

/** A sure and wrong prediction would cost infinitely much: probabilities stay so far from 0 and 1. */
export const LEAST_PROBABILITY = Number.EPSILON;

function weightedMean(scored: Scored, loss: (probability: number, label: number) => number): number | undefined {
  checkProbabilities(scored);
  const { scores, labels, weights } = scored;
  let [sum, total] = [0, 0];
  for (let row = 0; row < scores.length; row++) {
    const weight = weights?.[row] ?? 1;
    sum += weight * loss(scores[row] as number, labels[row] as number);
    total += weight;
  }
  return ratio(sum, total);
}

/** Mean −ln of the probability given to what happened, clipped as scikit-learn does. Undefined without rows. @throws Error as `checkProbabilities` */
export function logLoss(scored: Scored): number | undefined {
  return weightedMean(scored, (probability, label) => -Math.log(Math.max(LEAST_PROBABILITY, Math.min(1 - LEAST_PROBABILITY, label === 1 ? probability : 1 - probability))));
}

/** Mean squared distance of the probability from what happened (G. W. Brier 1950), 0–1. Undefined without rows. @throws Error as `checkProbabilities` */
export function brierScore(scored: Scored): number | undefined {
  return weightedMean(scored, (probability, label) => (probability - label) ** 2);
}
