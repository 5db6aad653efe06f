import type { Fold } from './fold.js';
import { stratifiedFolds } from './stratified-folds.js';

/** For each group 0, 1, 2 …, the label that most of its rows have; of equally many, the lowest. */
export function groupLabels(labels: Float64Array, groups: Float64Array): Float64Array {
  const counts: Map<number, number>[] = [];
  for (const [row, group] of groups.entries()) {
    const label = labels[row] as number;
    const of = (counts[group] ??= new Map<number, number>());
    of.set(label, (of.get(label) ?? 0) + 1);
  }
  return Float64Array.from(counts, (of) => [...of].reduce((most, next) => (next[1] > most[1] || (next[1] === most[1] && next[0] < most[0]) ? next : most))[0]);
}

/**
 * Folds that keep the rows of a group together, so that no model is tested on what is all but a copy of what it learnt: every row
 * is tested once, and the groups are spread evenly by the label most of their rows have (`stratifiedFolds` of the groups).
 *
 * @param groups of each row, numbered 0, 1, 2 … without a gap
 * @throws Error where folds are fewer than two or more than groups
 */
export function groupedFolds(labels: Float64Array, groups: Float64Array, folds: number, seed: number): Fold[] {
  const dealt = stratifiedFolds(groupLabels(labels, groups), folds, seed);
  const foldOf = new Map(dealt.flatMap(({ test }, fold) => Array.from(test, (group): [number, number] => [group, fold])));
  const rowsWhere = (isIn: (fold: number) => boolean): Uint32Array => Uint32Array.from(groups.keys()).filter((row) => isIn(foldOf.get(groups[row] as number) as number));
  return dealt.map((_, tested) => ({ train: rowsWhere((fold) => fold !== tested), test: rowsWhere((fold) => fold === tested) }));
}
