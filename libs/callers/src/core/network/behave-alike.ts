import { algorithmNamed, type Matrix } from '#ml/core';
import { ranked } from './ranked.js';

/** Penalty per row: so strong that what members have in common counts, and no single member is learnt by heart. */
const L2_PER_ROW = 0.1;

/** Probability of each row to be a member, by what rows with members have in common. */
function membershipOf(places: Matrix, labels: Float64Array): Float64Array {
  const hyperparameters = { l2: L2_PER_ROW * places.rows, missingIndicators: false };
  const fitted = algorithmNamed('logistic_regression')?.fit({ features: places, labels, classes: 2 }, { hyperparameters, seed: 0, progress: () => undefined });
  if (fitted === undefined) throw new Error('there is no logistic regression');
  return fitted.outcomes(fitted.rawScores(places)).filter((_, at) => at % 2 === 1);
}

/**
 * A 1 for as many rows as the ring has, those which behave most as it does: a logistic regression of membership on ranked
 * features, asked about its own rows. It learns from what the graph found, never from labels, and corrects that both ways:
 * members who live like everybody else leave, strangers who live like members come in. Of rows that behave just alike members
 * come first; more than the ring has are marked only where that leaves a tie. Undefined where there is nothing to learn: no
 * columns, no member, or nobody else.
 * Source: Elkan, Noto (2008), "Learning classifiers from only positive and unlabeled data".
 * @param features a row for each of the first nodes; NaN is missing
 * @param members a 1 for each node in the ring
 */
export function behaveAlike(features: Matrix, members: Uint8Array): Uint8Array | undefined {
  const { rows, columns } = features;
  const labels = Float64Array.from(members.subarray(0, rows));
  const size = labels.reduce((sum, label) => sum + label, 0);
  if (columns === 0 || size === 0 || size === rows) return undefined;
  const probabilities = membershipOf(ranked(features), labels);
  const above = (left: number, right: number): number =>
    (probabilities[right] as number) - (probabilities[left] as number) || (labels[right] as number) - (labels[left] as number);
  const last = Array.from(labels.keys()).sort(above)[size - 1] as number;
  return Uint8Array.from(labels, (_, row) => (above(row, last) <= 0 ? 1 : 0));
}
