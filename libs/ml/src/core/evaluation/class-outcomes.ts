import { ratio } from '#kernel';
import { LEAST_PROBABILITY } from './mean-loss.js';

/** Probabilities of several classes, row-major, `classes` a row, and the index of the class that came. */
export interface ClassOutcomes {
  readonly probabilities: Float64Array;
  readonly labels: Float64Array;
  readonly classes: number;
}

function checkClasses({ probabilities, labels, classes }: ClassOutcomes): void {
  if (probabilities.length !== labels.length * classes) throw new Error(`${probabilities.length} probabilities for ${labels.length} rows of ${classes} classes`);
  if (labels.some((label) => !Number.isInteger(label) || label < 0 || label >= classes)) throw new Error(`a label is none of ${classes} classes`);
}

/** Mean −ln of the probability given to the class that came, clipped. Undefined without rows. @throws Error where shapes or labels do not fit */
export function classLogLoss(outcomes: ClassOutcomes): number | undefined {
  checkClasses(outcomes);
  const { probabilities, labels, classes } = outcomes;
  const given = labels.map((label, row) => probabilities[row * classes + label] as number);
  return ratio(given.reduce((sum, probability) => sum - Math.log(Math.max(LEAST_PROBABILITY, Math.min(1 - LEAST_PROBABILITY, probability))), 0), labels.length);
}

/**
 * Rows by the class that came and the likeliest one, counts[came × classes + named]; the first of equally likely ones is named.
 * @throws Error where shapes or labels do not fit
 */
export function confusionMatrix(outcomes: ClassOutcomes): Float64Array {
  checkClasses(outcomes);
  const { probabilities, labels, classes } = outcomes;
  const counts = new Float64Array(classes * classes);
  labels.forEach((label, row) => {
    const given = probabilities.subarray(row * classes, (row + 1) * classes);
    const cell = label * classes + given.indexOf(given.reduce((most, probability) => Math.max(most, probability), -Infinity));
    counts[cell] = (counts[cell] as number) + 1;
  });
  return counts;
}

/** Share of rows whose likeliest class came. Undefined without rows. */
export function classAccuracy(outcomes: ClassOutcomes): number | undefined {
  const counts = confusionMatrix(outcomes);
  return ratio(counts.reduce((sum, count, cell) => (cell % (outcomes.classes + 1) === 0 ? sum + count : sum), 0), outcomes.labels.length);
}

/** Mean over the classes that came of the share of their rows that were named so. Undefined without rows. */
export function classBalancedAccuracy(outcomes: ClassOutcomes): number | undefined {
  const [{ classes }, counts] = [outcomes, confusionMatrix(outcomes)];
  const recalls = Array.from({ length: classes }, (_, came) =>
    ratio(counts[came * (classes + 1)] as number, counts.subarray(came * classes, (came + 1) * classes).reduce((sum, count) => sum + count, 0)));
  const known = recalls.filter((share) => share !== undefined);
  return ratio(known.reduce((sum, share) => sum + share, 0), known.length);
}
