import { algorithmNamed, type Matrix } from '#ml/core';
import { ranked } from './ranked.js';

/** Penalty per row: so strong that what members have in common counts, and no single member is learnt by heart. */
const L2_PER_ROW = 0.1;
/** More likely a member than not. */
const LIKELY = 0.5;

/** Probability of each row to be a member, by what rows with members have in common. */
function membershipOf(places: Matrix, labels: Float64Array): Float64Array {
  const hyperparameters = { l2: L2_PER_ROW * places.rows, missingIndicators: false };
  const fitted = algorithmNamed('logistic_regression')?.fit({ features: places, labels, classes: 2 }, { hyperparameters, seed: 0, progress: () => undefined });
  if (fitted === undefined) throw new Error('there is no logistic regression');
  return fitted.outcomes(fitted.rawScores(places)).filter((_, at) => at % 2 === 1);
}

/**
 * A 1 for each row that behaves as the ring does: a logistic regression of membership on ranked features, asked about its own
 * rows. It learns from what the graph found, never from labels, and corrects that both ways: members who live like everybody
 * else leave, strangers who live like members come in. Undefined where there is nothing to learn: no columns, no member, or
 * nobody else.
 * Source: Elkan, Noto (2008), "Learning classifiers from only positive and unlabeled data".
 * @param features a row for each of the first nodes; NaN is missing
 * @param members a 1 for each node in the ring
 */
export function behaveAlike(features: Matrix, members: Uint8Array): Uint8Array | undefined {
  const { rows, columns } = features;
  const labels = Float64Array.from(members.subarray(0, rows));
  const inside = labels.reduce((sum, label) => sum + label, 0);
  if (columns === 0 || inside === 0 || inside === rows) return undefined;
  return Uint8Array.from(membershipOf(ranked(features), labels), (probability) => (probability >= LIKELY ? 1 : 0));
}
