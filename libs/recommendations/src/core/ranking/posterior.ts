/** Features that all kinds share; the first is 1. */
export const FEATURE_COUNT = 6;

/** What rewards of one kind have taught: ridge regression as sums, which commute. */
export interface Posterior {
  /** FEATURE_COUNT², row by row: prior plus the outer products of features. */
  readonly precision: number[];
  /** Prior plus features times reward. */
  readonly moment: number[];
  /** How many rewards it rests on. */
  readonly rewards: number;
}

/** A score's mean and standard deviation of one kind for one user. */
export interface Belief {
  readonly mean: number;
  readonly deviation: number;
}

/** Hopeful, so that what nobody has seen yet is shown; worth ten rewards. */
const PRIOR_MEAN = 0.3;
const PRIOR_WEIGHT = 10;

export function priorPosterior(): Posterior {
  const precision = new Array<number>(FEATURE_COUNT * FEATURE_COUNT).fill(0);
  for (let at = 0; at < FEATURE_COUNT; at++) precision[at * FEATURE_COUNT + at] = PRIOR_WEIGHT;
  const moment = new Array<number>(FEATURE_COUNT).fill(0);
  moment[0] = PRIOR_WEIGHT * PRIOR_MEAN;
  return { precision, moment, rewards: 0 };
}

/** Adds one reward (0–1) in place. */
export function learnReward(posterior: Posterior, features: readonly number[], reward: number): Posterior {
  const { precision, moment } = posterior;
  for (let row = 0; row < FEATURE_COUNT; row++) {
    moment[row] = (moment[row] as number) + (features[row] as number) * reward;
    for (let column = 0; column < FEATURE_COUNT; column++) {
      const at = row * FEATURE_COUNT + column;
      precision[at] = (precision[at] as number) + (features[row] as number) * (features[column] as number);
    }
  }
  return { precision, moment, rewards: posterior.rewards + 1 };
}

/** Lower triangle L with L Lᵀ = precision, which the prior keeps positive definite. */
function cholesky(precision: readonly number[]): Float64Array {
  const lower = new Float64Array(FEATURE_COUNT * FEATURE_COUNT);
  for (let row = 0; row < FEATURE_COUNT; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = precision[row * FEATURE_COUNT + column] as number;
      for (let inner = 0; inner < column; inner++) sum -= (lower[row * FEATURE_COUNT + inner] as number) * (lower[column * FEATURE_COUNT + inner] as number);
      lower[row * FEATURE_COUNT + column] = row === column ? Math.sqrt(sum) : sum / (lower[column * FEATURE_COUNT + column] as number);
    }
  }
  return lower;
}

/** Solves L y = right. */
function forward(lower: Float64Array, right: readonly number[]): Float64Array {
  const solved = new Float64Array(FEATURE_COUNT);
  for (let row = 0; row < FEATURE_COUNT; row++) {
    let sum = right[row] as number;
    for (let column = 0; column < row; column++) sum -= (lower[row * FEATURE_COUNT + column] as number) * (solved[column] as number);
    solved[row] = sum / (lower[row * FEATURE_COUNT + row] as number);
  }
  return solved;
}

/**
 * What is believed of the reward for `features`: with y = L⁻¹x and z = L⁻¹b, mean xᵀA⁻¹b = y·z and variance xᵀA⁻¹x = y·y, times `scale`². O(d³).
 * Agrawal and Goyal, "Thompson sampling for contextual bandits with linear payoffs", ICML 2013.
 */
export function beliefOf({ precision, moment }: Posterior, features: readonly number[], scale: number): Belief {
  const lower = cholesky(precision);
  const [fromFeatures, fromMoment] = [forward(lower, features), forward(lower, moment)];
  let [mean, variance] = [0, 0];
  for (let at = 0; at < FEATURE_COUNT; at++) {
    mean += (fromFeatures[at] as number) * (fromMoment[at] as number);
    variance += (fromFeatures[at] as number) ** 2;
  }
  return { mean, deviation: scale * Math.sqrt(variance) };
}
