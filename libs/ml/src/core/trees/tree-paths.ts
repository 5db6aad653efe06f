import type { Tree } from './tree.js';

/** What every row shares of the ways from a tree's root to its nodes: one entry a node. */
export interface TreePaths {
  /** The nodes that split, parents first. */
  readonly splits: Int32Array;
  readonly parent: Int32Array;
  /** Of a split: the child below the closest split above on the same column, or 0, the root, where there is none. */
  readonly earlier: Int32Array;
  /** Share of its parent's cover that a node got; 1 at the root. */
  readonly ratio: Float64Array;
  /** Product of the ratios of those nodes on the way whose parents split on the same column as this one's; 1 at the root. */
  readonly share: Float64Array;
  /** Product of all ratios on the way: the share of the training rows that comes through. */
  readonly reach: Float64Array;
  /** The most columns that one way splits on. */
  readonly columnsOnPath: number;
}

/** Shares of a split nobody came through are even, so that they add up to 1 like all others. */
function shareOfLeft(cover: Float64Array, left: number, right: number): number {
  const leftCover = cover[left] as number;
  const both = leftCover + (cover[right] as number);
  return both > 0 ? leftCover / both : 0.5;
}

/** The ways down `tree`. Cost: nodes × depth. */
export function treePaths({ feature, left, right, cover }: Tree): TreePaths {
  const nodes = feature.length;
  const parent = new Int32Array(nodes).fill(-1);
  const columns = new Int32Array(nodes);
  const earlier = new Int32Array(nodes);
  const [ratio, share, reach] = [1, 2, 3].map(() => new Float64Array(nodes).fill(1)) as [Float64Array, Float64Array, Float64Array];
  let columnsOnPath = 0;

  const closestAbove = (split: number): number => {
    let node = split;
    while (node > 0 && feature[parent[node] as number] !== feature[split]) node = parent[node] as number;
    return node;
  };
  const enter = (node: number, split: number, part: number): void => {
    const above = earlier[split] as number;
    parent[node] = split;
    ratio[node] = part;
    share[node] = part * (share[above] as number);
    reach[node] = part * (reach[split] as number);
    columns[node] = (columns[split] as number) + (above === 0 ? 1 : 0);
    columnsOnPath = Math.max(columnsOnPath, columns[node]);
  };
  const splits = Int32Array.from(left.keys()).filter((node) => (left[node] as number) >= 0);
  for (const split of splits) {
    const [toLeft, toRight] = [left[split] as number, right[split] as number];
    earlier[split] = closestAbove(split);
    const leftShare = shareOfLeft(cover, toLeft, toRight);
    enter(toLeft, split, leftShare);
    enter(toRight, split, 1 - leftShare);
  }
  return { splits, parent, earlier, ratio, share, reach, columnsOnPath };
}
