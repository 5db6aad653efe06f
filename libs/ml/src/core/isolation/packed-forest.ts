import { averagePathLength } from './path-length.js';

/**
 * The trees of an isolation forest, one behind the other in flat arrays, one entry a node, each tree in preorder: the
 * left child follows its parent, the right one stands `right` entries behind it. So trees are joined by laying them
 * end to end, and a row walks forward through memory.
 */
export interface PackedTrees {
  /** Nodes of each tree. */
  readonly sizes: Int32Array;
  /** Column a node splits on; 0 on a leaf. */
  readonly feature: Uint16Array;
  /** A row goes left where its value is ≤ this; 0 on a leaf. */
  readonly threshold: Float64Array;
  /** 1 where a row without the value goes left: the larger side at the fit. */
  readonly missingLeft: Uint8Array;
  /** Distance to the right child; 0 on a leaf. */
  readonly right: Int32Array;
  /** Rows of the tree's sample that came through. */
  readonly cover: Int32Array;
}

export interface PackedForest extends PackedTrees {
  readonly columns: number;
  /** Rows each tree was grown on. */
  readonly sampleSize: number;
  /** First node of each tree. */
  readonly roots: Int32Array;
  /** Expected path length over c(sampleSize) of the tree's sample at each node; on a leaf, that of every row there. */
  readonly path: Float64Array;
}

type Numbers = Uint8Array | Uint16Array | Int32Array | Float64Array;

function endToEnd<A extends Numbers>(kind: new (length: number) => A, arrays: readonly A[]): A {
  const all = new kind(arrays.reduce((length, array) => length + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}

/** Trees that were grown in parts, in the order of the parts. */
export function joinTrees(parts: readonly PackedTrees[]): PackedTrees {
  return {
    sizes: endToEnd(Int32Array, parts.map(({ sizes }) => sizes)),
    feature: endToEnd(Uint16Array, parts.map(({ feature }) => feature)),
    threshold: endToEnd(Float64Array, parts.map(({ threshold }) => threshold)),
    missingLeft: endToEnd(Uint8Array, parts.map(({ missingLeft }) => missingLeft)),
    right: endToEnd(Int32Array, parts.map(({ right }) => right)),
    cover: endToEnd(Int32Array, parts.map(({ cover }) => cover)),
  };
}

function rootsOf({ sizes }: PackedTrees): Int32Array {
  const roots = new Int32Array(sizes.length);
  for (let tree = 1; tree < sizes.length; tree++) roots[tree] = (roots[tree - 1] as number) + (sizes[tree - 1] as number);
  return roots;
}

/** Splits between a node and its root. */
function depthsOf({ right }: PackedTrees): Uint8Array {
  const depths = new Uint8Array(right.length);
  for (let node = 0; node < right.length; node++) {
    const toRight = right[node] as number;
    if (toRight === 0) continue;
    depths[node + 1] = depths[node + toRight] = (depths[node] as number) + 1;
  }
  return depths;
}

/**
 * Trees made ready to score. A leaf's path is its depth + c(rows that ended there), a split's the mean of its children's
 * weighted by their rows, all divided by c(sampleSize). Trees of one row have nothing to compare it with: path 1, score ½.
 */
export function packForest(trees: PackedTrees, columns: number, sampleSize: number): PackedForest {
  const { right, cover } = trees;
  const depths = depthsOf(trees);
  const norm = averagePathLength(sampleSize);
  const path = new Float64Array(right.length);
  for (let node = right.length - 1; node >= 0; node--) {
    const toRight = right[node] as number;
    if (toRight === 0) {
      path[node] = norm > 0 ? ((depths[node] as number) + averagePathLength(cover[node] as number)) / norm : 1;
    } else {
      const [left, other] = [node + 1, node + toRight];
      const sum = (cover[left] as number) * (path[left] as number) + (cover[other] as number) * (path[other] as number);
      path[node] = sum / (cover[node] as number);
    }
  }
  return { ...trees, columns, sampleSize, roots: rootsOf(trees), path };
}
