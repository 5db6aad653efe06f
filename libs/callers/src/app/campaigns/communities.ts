import type { CommunityFinder, WeightedGraph } from '../../core/index.js';

/** Finds communities in graphs of ties. */
export abstract class Communities implements CommunityFinder {
  abstract partition(graph: WeightedGraph, seed: number): ArrayLike<number>;
}
