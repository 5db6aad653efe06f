/** Of a decision: what led, and how likely that was to lead under the ranking that decided and under another. */
export interface Weighed {
  readonly propensity: number;
  readonly otherPropensity: number;
  readonly reward: number;
  /** What a model expects of what led, and of the other ranking on the whole. */
  readonly expected: number;
  readonly expectedOfOther: number;
}

/** What a ranking would have brought per decision, with its 90 % interval. */
export interface Estimate {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** (Σw)² / Σw² of the weights: as many decisions of its own it is worth. */
  readonly effectiveSampleSize: number;
  readonly decisions: number;
}

/** Standard normal quantile of a two-sided 90 % interval. */
const Z90 = 1.6448536269514722;

const weightOf = ({ propensity, otherPropensity }: Weighed): number => otherPropensity / propensity;

function effectiveSampleSize(weights: readonly number[]): number {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const squares = weights.reduce((total, weight) => total + weight * weight, 0);
  return squares > 0 ? (sum * sum) / squares : 0;
}

function interval(value: number, deviation: number, weights: readonly number[]): Estimate {
  const margin = Z90 * deviation;
  return { value, lower: value - margin, upper: value + margin, effectiveSampleSize: effectiveSampleSize(weights), decisions: weights.length };
}

/**
 * Self-normalised inverse propensity scoring: Σwr / Σw, its deviation by the delta method. Undefined where no decision could have been the other's.
 * Swaminathan and Joachims, "The self-normalized estimator for counterfactual learning", NIPS 2015.
 */
export function snips(decisions: readonly Weighed[]): Estimate | undefined {
  const weights = decisions.map(weightOf);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0) return undefined;
  const value = decisions.reduce((sum, { reward }, at) => sum + (weights[at] as number) * reward, 0) / total;
  const squares = decisions.reduce((sum, { reward }, at) => sum + ((weights[at] as number) * (reward - value)) ** 2, 0);
  return interval(value, Math.sqrt(squares) / total, weights);
}

/**
 * Doubly robust: the model's value of the other ranking plus the weighted errors of the model on what was seen; right where either the model or
 * the propensities are. Undefined below two decisions. Dudík, Langford and Li, "Doubly robust policy evaluation and learning", ICML 2011.
 */
export function doublyRobust(decisions: readonly Weighed[]): Estimate | undefined {
  const { length } = decisions;
  if (length < 2) return undefined;
  const weights = decisions.map(weightOf);
  const terms = decisions.map(({ reward, expected, expectedOfOther }, at) => expectedOfOther + (weights[at] as number) * (reward - expected));
  const value = terms.reduce((sum, term) => sum + term, 0) / length;
  const scatter = terms.reduce((sum, term) => sum + (term - value) ** 2, 0) / (length - 1);
  return interval(value, Math.sqrt(scatter / length), weights);
}
