/**
 * The one number of an answer that is watched, one a row: of two classes the probability of class one, of several the highest
 * probability, else the value or score itself. `outcomes`: row-major, `width` a row: as many as classes, or 1.
 */
export function watchedScores(outcomes: Float64Array, width: number): Float64Array {
  const scores = new Float64Array(outcomes.length / width);
  for (let row = 0; row < scores.length; row++) {
    if (width <= 2) scores[row] = outcomes[row * width + width - 1] as number;
    else scores[row] = Math.max(...outcomes.subarray(row * width, (row + 1) * width));
  }
  return scores;
}
