/** Nodes 0…nodes−1 and edges between two of them, each pair once, none from a node to itself, weights above 0. */
export interface WeightedGraph {
  readonly nodes: number;
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

/** What a graph falls into, an entry a node. */
export interface Partition {
  /** Nodes of one community have the same number. */
  readonly communities: ArrayLike<number>;
  /** Core number within the own community: the largest k such that the node is among members of it with k ties or more among themselves. */
  readonly cores: ArrayLike<number>;
}

/** The same graph and seed give the same communities. */
export interface CommunityFinder {
  partition(graph: WeightedGraph, seed: number): Partition;
}
