import type { Matrix } from '../data/matrix.js';
import { largestLogit, logitsOf, probabilitiesOf } from './logits.js';
import type { Objective } from './minimise.js';

export interface Examples {
  readonly inputs: Matrix;
  readonly labels: Float64Array;
  /** How much an example of each class counts. */
  readonly classWeights: Float64Array;
}

/**
 * Σ weight × −log p(label) + l2 ÷ 2 × Σ weights² without the intercepts: scikit-learn's objective × l2, at C = 1 ÷ l2.
 * Two classes have one output, more have one each. The loss is read off the logits, which keep what a p near 0 loses.
 */
export function logisticLoss(examples: Examples, l2: number): Objective {
  const { inputs, labels, classWeights } = examples;
  const outputs = classWeights.length > 2 ? classWeights.length : 1;
  return (weights, gradient) => {
    const logits = logitsOf(inputs, weights);
    let value = penalise(weights, gradient, { l2, stride: inputs.columns + 1 });
    for (let row = 0; row < inputs.rows; row++) {
      const label = labels[row] as number;
      value += (classWeights[label] as number) * (outputs === 1 ? lossOfTwo(logits[row] as number, label) : lossOfMany(logits, row * outputs, outputs, label));
    }
    addGradient(gradient, inputs, residualsOf(examples, probabilitiesOf(logits, outputs), outputs));
    return value;
  };
}

/** Sets the gradient to the penalty's and gives the penalty. */
function penalise(weights: Float64Array, gradient: Float64Array, { l2, stride }: { l2: number; stride: number }): number {
  let squares = 0;
  weights.forEach((weight, at) => {
    const penalised = at % stride === stride - 1 ? 0 : weight;
    gradient[at] = l2 * penalised;
    squares += penalised * penalised;
  });
  return (l2 / 2) * squares;
}

/** −log of the probability of the label, given the log-odds of class 1. */
function lossOfTwo(logit: number, label: number): number {
  return Math.max(0, label === 1 ? -logit : logit) + Math.log1p(Math.exp(-Math.abs(logit)));
}

/** −log of the probability of the label, given a logit a class from `from` on. */
function lossOfMany(logits: Float64Array, from: number, outputs: number, label: number): number {
  const largest = largestLogit(logits, from, outputs);
  let sum = 0;
  for (let at = from; at < from + outputs; at++) sum += Math.exp((logits[at] as number) - largest);
  return largest + Math.log(sum) - (logits[from + label] as number);
}

/** weight × (probability − 1 where it is the label's), for each row and output: the loss's slope along each logit. */
function residualsOf({ inputs, labels, classWeights }: Examples, probabilities: Float64Array, outputs: number): Float64Array {
  const residuals = new Float64Array(inputs.rows * outputs);
  for (let at = 0; at < residuals.length; at++) {
    const label = labels[Math.floor(at / outputs)] as number;
    const probability = outputs === 1 ? probabilities[2 * at + 1] : probabilities[at];
    const wanted = outputs === 1 ? label : Number(label === at % outputs);
    residuals[at] = (classWeights[label] as number) * ((probability as number) - wanted);
  }
  return residuals;
}

function addGradient(gradient: Float64Array, { columns, rows, values }: Matrix, residuals: Float64Array): void {
  const outputs = residuals.length / rows;
  for (let at = 0; at < residuals.length; at++) {
    const residual = residuals[at] as number;
    const from = Math.floor(at / outputs) * columns;
    const to = (at % outputs) * (columns + 1);
    for (let input = 0; input < columns; input++) gradient[to + input] = (gradient[to + input] as number) + residual * (values[from + input] as number);
    gradient[to + columns] = (gradient[to + columns] as number) + residual;
  }
}
