import { logit } from '#kernel';
import { outputsFor, softmax } from './tree-model.js';

/** Rows to learn from: class indices, or standardised targets where `classes` is 0; and a weight a row. */
export interface LossRows {
  readonly classes: number;
  readonly targets: Float64Array;
  readonly weights: Float64Array;
}

/** What boosting makes small. Scores are raw scores, output-major: that of row r and output o stands at o × rows + r. */
export interface Loss {
  readonly outputs: number;
  /** The constant raw scores that a fit starts from. */
  readonly base: Float64Array;
  /** For each output and row the pair (second derivative, −first derivative) of the loss, times the row's weight. */
  derivatives(scores: Float64Array, pairs: readonly Float32Array[]): void;
  /** The loss of a row, times its weight. */
  at(scores: Float64Array, row: number): number;
}

/** A row that is certain still has a say; and a class without rows has a finite logit. */
const LEAST_CURVATURE = 1e-6;
const LEAST_PRIOR = 1e-6;

/** Squared error of a regression, log loss of logits of two classes, or of softmax of several. */
export function lossOf(rows: LossRows): Loss {
  if (rows.classes === 0) return squaredError(rows);
  return outputsFor(rows.classes) === 1 ? logistic(rows) : multinomial(rows);
}

/** Targets are standardised and unweighted: the mean to start from is 0. */
function squaredError({ targets, weights }: LossRows): Loss {
  return {
    outputs: 1,
    base: new Float64Array(1),
    derivatives(scores, [pairs]) {
      for (let row = 0; row < targets.length; row++) {
        const weight = weights[row] as number;
        setPair(pairs as Float32Array, row, weight, weight * ((targets[row] as number) - (scores[row] as number)));
      }
    },
    at: (scores, row) => (weights[row] as number) * ((targets[row] as number) - (scores[row] as number)) ** 2,
  };
}

function logistic({ targets, weights }: LossRows): Loss {
  const [, prior] = priors({ classes: 2, targets, weights });
  return {
    outputs: 1,
    base: Float64Array.of(logit(prior as number)),
    derivatives(scores, [pairs]) {
      for (let row = 0; row < targets.length; row++) {
        const weight = weights[row] as number;
        const probability = 1 / (1 + Math.exp(-(scores[row] as number)));
        const curvature = Math.max(probability * (1 - probability), LEAST_CURVATURE);
        setPair(pairs as Float32Array, row, weight * curvature, weight * ((targets[row] as number) - probability));
      }
    },
    at(scores, row) {
      const margin = (scores[row] as number) * ((targets[row] as number) * 2 - 1);
      return (weights[row] as number) * (Math.max(-margin, 0) + Math.log1p(Math.exp(-Math.abs(margin))));
    },
  };
}

function multinomial({ classes, targets, weights }: LossRows): Loss {
  const rows = targets.length;
  const read = (scores: Float64Array, row: number, into: Float64Array): void => {
    for (let output = 0; output < classes; output++) into[output] = scores[output * rows + row] as number;
    softmax(into);
  };
  const probabilities = new Float64Array(classes);
  return {
    outputs: classes,
    base: priors({ classes, targets, weights }).map(Math.log),
    derivatives(scores, pairs) {
      for (let row = 0; row < rows; row++) {
        read(scores, row, probabilities);
        const weight = weights[row] as number;
        for (let output = 0; output < classes; output++) {
          const probability = probabilities[output] as number;
          const curvature = Math.max(probability * (1 - probability), LEAST_CURVATURE);
          setPair(pairs[output] as Float32Array, row, weight * curvature, weight * (Number(targets[row] === output) - probability));
        }
      }
    },
    at(scores, row) {
      read(scores, row, probabilities);
      return -(weights[row] as number) * Math.log(Math.max(probabilities[targets[row] as number] as number, Number.MIN_VALUE));
    },
  };
}

function setPair(pairs: Float32Array, row: number, weight: number, sum: number): void {
  pairs[row * 2] = weight;
  pairs[row * 2 + 1] = sum;
}

/** The weighted share of each class. */
function priors({ classes, targets, weights }: LossRows): Float64Array {
  const shares = new Float64Array(classes);
  targets.forEach((target, row) => ((shares[target] as number) += weights[row] as number));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => Math.min(Math.max(share / total, LEAST_PRIOR), 1 - LEAST_PRIOR));
}
