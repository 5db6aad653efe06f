/** Nodes 0…nodes−1 and edges between two of them, each pair once, none from a node to itself, weights above 0. */
export interface WeightedGraph {
  readonly nodes: number;
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

export interface CommunityFinder {
  /** The community of each node: nodes of the same one have the same number. The same graph and seed give the same. */
  partition(graph: WeightedGraph, seed: number): ArrayLike<number>;
}
