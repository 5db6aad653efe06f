/** Rows with a score each, higher for more likely positive, and what they turned out to be: 1 (positive) or 0. */
export interface Scored {
  readonly scores: Float64Array;
  readonly labels: Float64Array;
  /** Not negative; 1 a row where absent. */
  readonly weights?: Float64Array | undefined;
}

/** @throws Error where lengths differ, a score is NaN, a label is neither 0 nor 1, or a weight is negative or not finite */
export function checkScored({ scores, labels, weights }: Scored): void {
  if (labels.length !== scores.length) throw new Error(`${scores.length} scores with ${labels.length} labels`);
  if (weights && weights.length !== scores.length) throw new Error(`${scores.length} scores with ${weights.length} weights`);
  if (scores.some(Number.isNaN)) throw new Error('a score is not a number');
  if (labels.some((label) => label !== 0 && label !== 1)) throw new Error('a label is neither 0 nor 1');
  if (weights?.some((weight) => !(weight >= 0 && weight < Infinity))) throw new Error('a weight is negative or not finite');
}

/** As `checkScored`, for scores that are probabilities. @throws Error also where one is outside 0…1 */
export function checkProbabilities(scored: Scored): void {
  checkScored(scored);
  if (scored.scores.some((score) => score < 0 || score > 1)) throw new Error('a probability is outside 0…1');
}
