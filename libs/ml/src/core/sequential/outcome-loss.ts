/**
 * What a classification cost, 0–1: half the squared distance between the probabilities and what came (Brier 1950). Proper: nobody
 * gains by saying another probability than the one believed; of two classes it is (p − y)². Undefined where `label` is no class's index.
 */
export function classLoss(probabilities: ArrayLike<number>, label: number): number | undefined {
  if (!Number.isInteger(label) || label < 0 || label >= probabilities.length) return undefined;
  let distance = 0;
  for (let index = 0; index < probabilities.length; index++) distance += ((probabilities[index] as number) - Number(index === label)) ** 2;
  // Rounding may carry a sure and wrong answer past 1.
  return Math.min(1, distance / 2);
}

/** What a regression cost, 0–1: the squared error as a share of `spread`², the variance of the targets in training, and never more than all of it. */
export function targetLoss(value: number, target: number, spread: number): number | undefined {
  const loss = ((value - target) / spread) ** 2;
  return Number.isNaN(loss) ? undefined : Math.min(1, loss);
}

/** What an alarm cost: 1 where a row was called anomalous and was not, or the other way round. Undefined where `label` is neither 0 nor 1. */
export function alarmLoss(score: number, threshold: number, label: number): number | undefined {
  if (label !== 0 && label !== 1) return undefined;
  return Number(Number(score >= threshold) !== label);
}
