import { UndirectedGraph } from 'graphology';
import commonJs from 'graphology-communities-louvain';
import { seededRandom } from '#kernel';
import { Communities } from '../../app/campaigns/communities.js';
import type { WeightedGraph } from '../../core/index.js';

// Its types say `export default`, its code `module.exports =`.
const louvain = commonJs as unknown as typeof commonJs.default;

function graphOf({ nodes, from, to, weights }: WeightedGraph): UndirectedGraph {
  const graph = new UndirectedGraph();
  for (let node = 0; node < nodes; node++) graph.addNode(node);
  for (let edge = 0; edge < from.length; edge++) graph.addUndirectedEdge(from[edge], to[edge], { weight: weights[edge] });
  return graph;
}

/** Communities by Louvain's method. */
export class GraphologyCommunities extends Communities {
  partition(graph: WeightedGraph, seed: number): number[] {
    const random = seededRandom(seed);
    const found = louvain(graphOf(graph), { getEdgeWeight: 'weight', rng: () => random.next() });
    return Array.from({ length: graph.nodes }, (_, node) => found[node] as number);
  }
}
