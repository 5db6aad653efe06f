import type { Tree, TreeEnsemble } from './tree.js';

/**
 * What each column's splits did to the training rows, all columns together 1 (or all 0 where no tree splits): its share of
 * Σ cover × squared distance of the children's values from their parent's, over all splits of all trees. For class shares that
 * is the fall of the Gini impurity, for means of the variance (Breiman 2001). It flatters columns of many values; the
 * permutation importance of held-out rows does not.
 */
export function impurityImportances({ trees, columns }: TreeEnsemble): Float64Array {
  const gained = new Float64Array(columns);
  for (const tree of trees) addGains(tree, gained);
  const total = gained.reduce((sum, gain) => sum + gain, 0);
  return total > 0 ? gained.map((gain) => gain / total) : gained;
}

function addGains({ feature, left, right, cover, value, outputs }: Tree, gained: Float64Array): void {
  for (let node = 0; node < feature.length; node++) {
    const column = feature[node] as number;
    if (column < 0) continue;
    for (const child of [left[node] as number, right[node] as number]) {
      let distance = 0;
      for (let output = 0; output < outputs; output++) {
        distance += ((value[child * outputs + output] as number) - (value[node * outputs + output] as number)) ** 2;
      }
      (gained[column] as number) += (cover[child] as number) * distance;
    }
  }
}
