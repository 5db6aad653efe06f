/**
 * A binary decision tree in parallel arrays, one entry a node. Node 0 is the root; a child stands after its parent.
 * A row goes left where its value is ≤ `threshold`, and where it is missing and `missingLeft` is 1.
 */
export interface Tree {
  /** Column a node splits on; −1 on a leaf. */
  readonly feature: Int16Array;
  readonly threshold: Float64Array;
  readonly missingLeft: Uint8Array;
  /** Children; −1 on a leaf. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Weight of the training rows that came through, the root's being all of the tree's sample. */
  readonly cover: Float64Array;
  /** What a node says, `outputs` numbers each: class shares, a mean, or a step of the raw score. */
  readonly value: Float64Array;
  readonly outputs: number;
}

/**
 * Trees whose values add up: raw score of output o = base[o] + Σ scale × value of the trees that speak for it. A tree with
 * as many outputs as the ensemble speaks for all of them; one with a single output speaks for output `tree index mod outputs`.
 */
export interface TreeEnsemble {
  readonly columns: number;
  readonly outputs: number;
  readonly base: Float64Array;
  readonly scale: number;
  readonly trees: readonly Tree[];
}
