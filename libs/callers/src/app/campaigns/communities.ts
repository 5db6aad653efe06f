import type { CommunityFinder, Partition, WeightedGraph } from '../../core/index.js';

/** Finds communities in graphs of ties. */
export abstract class Communities implements CommunityFinder {
  /** The same graph and seed give the same communities; neighbours in the list of nodes need not be related. */
  abstract partition(graph: WeightedGraph, seed: number): Partition;
}
