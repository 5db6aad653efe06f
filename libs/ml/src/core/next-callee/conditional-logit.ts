import type { Matrix } from '../data/matrix.js';
import { minimise, type Objective } from '../linear/minimise.js';

/** A choice that was made: a row for each candidate, and which was taken. */
export interface Choice {
  readonly features: Matrix;
  readonly chosen: number;
}

const ITERATIONS = 300;
const TOLERANCE = 1e-4;

/** Chances of the candidates, adding up to 1: the softmax of features · weights. Empty where there are none. */
export function choiceChances({ rows, columns, values }: Matrix, weights: Float64Array): Float64Array {
  const chances = new Float64Array(rows);
  let largest = -Infinity;
  for (let row = 0; row < rows; row++) {
    let score = 0;
    for (let column = 0; column < columns; column++) score += (weights[column] ?? 0) * (values[row * columns + column] as number);
    chances[row] = score;
    largest = Math.max(largest, score);
  }
  let sum = 0;
  for (let row = 0; row < rows; row++) sum += chances[row] = Math.exp((chances[row] as number) - largest);
  return chances.map((chance) => chance / sum);
}

/** Adds −log of the chance of what was chosen to the result and its slope to `gradient`. */
function lossOf({ features, chosen }: Choice, weights: Float64Array, gradient: Float64Array): number {
  const { rows, columns, values } = features;
  const chances = choiceChances(features, weights);
  for (let row = 0; row < rows; row++) {
    const residual = (chances[row] as number) - Number(row === chosen);
    for (let column = 0; column < columns; column++) gradient[column] = (gradient[column] as number) + residual * (values[row * columns + column] as number);
  }
  return -Math.log(Math.max(Number.MIN_VALUE, chances[chosen] as number));
}

function objectiveOf(choices: readonly Choice[], l2: number): Objective {
  return (weights, gradient) => {
    gradient.set(weights.map((weight) => l2 * weight));
    const penalty = (l2 / 2) * weights.reduce((sum, weight) => sum + weight * weight, 0);
    return choices.reduce((sum, choice) => sum + lossOf(choice, weights, gradient), penalty);
  };
}

/**
 * The weights under which the choices were likeliest, drawn towards 0 by `l2`: the conditional logit (McFadden, in Zarembka (ed.),
 * Frontiers in Econometrics, 1974), convex, by L-BFGS. Choices have as many columns each. Undefined where there is no choice
 * between two or more. O(candidates of all choices × columns) an iteration. Uses no chance.
 */
export function fitConditionalLogit(choices: readonly Choice[], l2: number): Float64Array | undefined {
  const real = choices.filter(({ features }) => features.rows > 1);
  const [first] = real;
  if (first === undefined) return undefined;
  return minimise(objectiveOf(real, l2), new Float64Array(first.features.columns), {
    iterations: ITERATIONS, tolerance: TOLERANCE, precondition: () => undefined, onIteration: () => undefined,
  });
}
