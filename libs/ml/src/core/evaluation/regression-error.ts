import { ratio } from '#kernel';

/** Values that a regression named and those that came. */
export interface Predicted {
  readonly predictions: Float64Array;
  readonly targets: Float64Array;
}

function sumOver({ predictions, targets }: Predicted, term: (prediction: number, target: number) => number): number {
  if (predictions.length !== targets.length) throw new Error(`${predictions.length} predictions with ${targets.length} targets`);
  return targets.reduce((sum, target, row) => sum + term(predictions[row] as number, target), 0);
}

/** Mean |prediction − target|, in the target's unit. Undefined without rows. @throws Error where lengths differ */
export function meanAbsoluteError(predicted: Predicted): number | undefined {
  return ratio(sumOver(predicted, (prediction, target) => Math.abs(prediction - target)), predicted.targets.length);
}

/** Root of the mean squared error, in the target's unit. Undefined without rows. @throws Error where lengths differ */
export function rootMeanSquaredError(predicted: Predicted): number | undefined {
  const mean = ratio(sumOver(predicted, (prediction, target) => (prediction - target) ** 2), predicted.targets.length);
  return mean === undefined ? undefined : Math.sqrt(mean);
}

/** 1 − squared error / squared spread of the targets: 1 is perfect, 0 as good as their mean, below 0 worse. Undefined where they do not vary. */
export function rSquared(predicted: Predicted): number | undefined {
  const mean = ratio(sumOver(predicted, (_prediction, target) => target), predicted.targets.length) ?? 0;
  const spread = sumOver(predicted, (_prediction, target) => (target - mean) ** 2);
  const unexplained = ratio(sumOver(predicted, (prediction, target) => (prediction - target) ** 2), spread);
  return unexplained === undefined ? undefined : 1 - unexplained;
}
