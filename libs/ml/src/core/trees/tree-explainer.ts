import { gaussLegendre } from './gauss-legendre.js';
import { treePaths, type TreePaths } from './tree-paths.js';
import type { Tree } from './tree.js';

/**
 * Explains rows by one tree. Let a column *join* where its splits follow the row, and *stay away* where they lead both ways,
 * weighted by cover. If each column joins with chance t, a leaf with value v is worth v · Π f_c(t) on average, with a factor
 * f_c(t) = z_c · (1 − t) + o_c · t for each column c on its way: z_c is the share of cover that c's splits leave the leaf, o_c is 1
 * where they all lead the row there, else 0. The slope of that in one column's own chance, averaged over t, is the column's
 * Shapley value (G. Owen, "Multilinear extensions of games", Management Science 18, 1972):
 *
 *     φ_c = Σ over leaves of v · (o_c − z_c) · ∫₀¹ Π over the other columns of f(t) dt
 *
 * The integrand is a polynomial, so half as many Gauss–Legendre points as columns give it exactly. No factor is negative: nothing
 * cancels, however deep the tree, where the published recursions over subset sizes lose digits with every column.
 *
 * Going down, `product` collects the factors on the way to a split; going up, `worth` collects the leaves below, times the
 * factors from there on; both hold a number for each point. A column met again takes its earlier factor out, and the earlier
 * split's term back; on each way these terms telescope to the last one (as in P. Yu et al., "Linear TreeShap", 2022).
 */
export class TreeExplainer {
  private readonly paths: TreePaths;
  private readonly points: Float64Array;
  /** 1 / f of the column split above a node, where the row has come so far. */
  private readonly inverse: Float64Array;
  private readonly product: Float64Array;
  /** A list for each output. Those of leaves never change. */
  private readonly worth: readonly Float64Array[];
  /** o of the column split above a node. */
  private readonly open: Uint8Array;
  /** Factor that a node adds to its parent's: constant + slope · t. */
  private readonly constant: Float64Array;
  private readonly slope: Float64Array;
  /** Of a split: the child the row goes to, and the node whose factor is taken out (0, the root, has factor 1). */
  private readonly taken: Int32Array;
  private readonly replaced: Int32Array;

  constructor(private readonly tree: Tree, private readonly scale: number) {
    const nodes = tree.feature.length;
    this.paths = treePaths(tree);
    const { points, weights } = gaussLegendre(Math.max(1, Math.ceil(this.paths.columnsOnPath / 2)));
    this.points = points;
    this.inverse = inverseFactors(this.paths, points);
    this.product = new Float64Array(nodes * points.length);
    this.product.set(weights);
    this.worth = Array.from({ length: tree.outputs }, (_, output) => this.leavesWorth(output));
    this.open = new Uint8Array(nodes).fill(1, 0, 1);
    [this.constant, this.slope] = [new Float64Array(nodes), new Float64Array(nodes)];
    [this.taken, this.replaced] = [new Int32Array(nodes), new Int32Array(nodes)];
  }

  /** What the tree says on average, weighted by cover. */
  expected(output: number): number {
    const { left, value, outputs } = this.tree;
    let sum = 0;
    for (let node = 0; node < left.length; node++) {
      if ((left[node] as number) < 0) sum += (this.paths.reach[node] as number) * (value[node * outputs + output] as number);
    }
    return this.scale * sum;
  }

  /** Adds the row's contributions to `into`: as many as it has columns, for each output of the tree. */
  explain(row: Float64Array, into: Float64Array): void {
    this.lead(row);
    this.descend();
    for (let output = 0; output < this.worth.length; output++) {
      this.ascend(this.worth[output] as Float64Array, into.subarray(output * row.length, (output + 1) * row.length));
    }
  }

  private leavesWorth(output: number): Float64Array {
    const { left, value, outputs } = this.tree;
    const count = this.points.length;
    const worth = new Float64Array(left.length * count);
    for (let node = 0; node < left.length; node++) {
      if ((left[node] as number) < 0) worth.fill(this.scale * (value[node * outputs + output] as number), node * count, (node + 1) * count);
    }
    return worth;
  }

  /** Leads the row to a child of each split, and gives both children their factors. */
  private lead(row: Float64Array): void {
    const { open, constant, slope, replaced, tree: { feature, threshold, missingLeft, left, right }, paths: { splits, earlier, share, ratio } } = this;
    for (let at = 0; at < splits.length; at++) {
      const split = splits[at] as number;
      const value = row[feature[split] as number] as number;
      const goesLeft = Number.isNaN(value) ? missingLeft[split] === 1 : value <= (threshold[split] as number);
      const taken = (goesLeft ? left[split] : right[split]) as number;
      const other = (goesLeft ? right[split] : left[split]) as number;
      const before = earlier[split] as number;
      // Where the column has led elsewhere before, o is 0 either way and (1 − t) stands in the product already.
      const isOpen = open[before] as number;
      const factors = isOpen === 1 ? share : ratio;
      this.taken[split] = taken;
      replaced[split] = isOpen * before;
      open[taken] = isOpen;
      open[other] = 0;
      constant[taken] = factors[taken] as number;
      constant[other] = factors[other] as number;
      slope[taken] = isOpen * (1 - (share[taken] as number));
      slope[other] = -isOpen * (share[other] as number);
    }
  }

  /** The product at each split, without the factor that its children replace; the root's are the points' weights. */
  private descend(): void {
    const { points, product, inverse, constant, slope, replaced, paths: { splits, parent } } = this;
    const count = points.length;
    for (let at = 1; at < splits.length; at++) {
      const split = splits[at] as number;
      const start = constant[split] as number;
      const rise = slope[split] as number;
      const from = (parent[split] as number) * count;
      const to = split * count;
      const out = (replaced[split] as number) * count;
      for (let k = 0; k < count; k++) {
        product[to + k] = (product[from + k] as number) * (start + rise * (points[k] as number)) * (inverse[out + k] as number);
      }
    }
  }

  /** Gathers the leaves' worth at each split, and adds what the split says to its column. */
  private ascend(worth: Float64Array, into: Float64Array): void {
    const { points, product, inverse, constant, slope, open, replaced, tree: { feature, left, right }, paths: { splits, share } } = this;
    const count = points.length;
    for (let at = splits.length - 1; at >= 0; at--) {
      const split = splits[at] as number;
      const taken = this.taken[split] as number;
      const other = (left[split] as number) + (right[split] as number) - taken;
      const before = replaced[split] as number;
      const takenStart = constant[taken] as number;
      const takenRise = slope[taken] as number;
      const otherStart = constant[other] as number;
      const otherRise = slope[other] as number;
      const [here, there, elsewhere, out] = [split * count, taken * count, other * count, before * count];
      let joined = 0;
      let away = 0;
      let earlier = 0;
      for (let k = 0; k < count; k++) {
        const point = points[k] as number;
        const takenWorth = worth[there + k] as number;
        const otherWorth = worth[elsewhere + k] as number;
        const both = ((takenStart + takenRise * point) * takenWorth + (otherStart + otherRise * point) * otherWorth) * (inverse[out + k] as number);
        const weight = product[here + k] as number;
        worth[here + k] = both;
        joined += weight * takenWorth;
        away += weight * otherWorth;
        earlier += weight * both;
      }
      if (open[taken] === 0) continue;
      const column = feature[split] as number;
      const change = (1 - (share[taken] as number)) * joined - (share[other] as number) * away - (1 - (share[before] as number)) * earlier;
      into[column] = (into[column] as number) + change;
    }
  }
}

/** 1 / f of the nodes that a split further down replaces, and of the root; 0 elsewhere. */
function inverseFactors({ splits, earlier, share }: TreePaths, points: Float64Array): Float64Array {
  const count = points.length;
  const inverse = new Float64Array(share.length * count);
  for (let at = 0; at < splits.length; at++) {
    const replaced = earlier[splits[at] as number] as number;
    if (inverse[replaced * count] !== 0) continue;
    const part = share[replaced] as number;
    for (let k = 0; k < count; k++) inverse[replaced * count + k] = 1 / (part + (1 - part) * (points[k] as number));
  }
  return inverse;
}
