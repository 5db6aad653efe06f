import { contactsOf, type ContactGraph } from './contact-graph.js';
import { coreNumbers } from './core-numbers.js';

/** A group of nodes, ascending, and the contacts within it per member: half the mean number that a member has there. */
export interface DenseBlock {
  readonly members: Uint32Array;
  readonly density: number;
}

/** By core number: how many nodes have it, and how many pairs of contacts lie in that core and in none higher. */
function countByCore(graph: ContactGraph, cores: Uint32Array, present: Uint8Array): { nodes: Float64Array; pairs: Float64Array } {
  const levels = cores.reduce((highest, core) => Math.max(highest, core), 0) + 1;
  const [nodes, pairs] = [new Float64Array(levels), new Float64Array(levels)];
  for (let node = 0; node < graph.nodes; node++) {
    if (present[node] === 0) continue;
    const core = cores[node] as number;
    nodes[core] = (nodes[core] as number) + 1;
    for (const contact of contactsOf(graph, node)) {
      if (contact <= node || present[contact] === 0) continue;
      const level = Math.min(core, cores[contact] as number);
      pairs[level] = (pairs[level] as number) + 1;
    }
  }
  return { nodes, pairs };
}

/** The k-core with most contacts per member, the higher k where two have as many; undefined where no contacts are left. */
function densestCore(graph: ContactGraph, present: Uint8Array): DenseBlock | undefined {
  const cores = coreNumbers(graph, present);
  const { nodes, pairs } = countByCore(graph, cores, present);
  const best = { density: 0, level: 0 };
  let [members, within] = [0, 0];
  for (let level = nodes.length - 1; level > 0; level--) {
    members += nodes[level] as number;
    within += pairs[level] as number;
    if (within / members > best.density) Object.assign(best, { density: within / members, level });
  }
  if (best.level === 0) return undefined;
  return { members: Uint32Array.from(cores.keys()).filter((node) => (cores[node] as number) >= best.level), density: best.density };
}

/**
 * Up to `most` groups without common members, each the densest core of what the earlier ones left. Each has at least half
 * the density of the densest group that there is then, as whole cores contain the point at which greedy peeling is known to
 * be that good; and, unlike a cut within a core, cores do not hang on the order of the nodes. O(most × (nodes + contacts)).
 * Sources: Charikar (2000), "Greedy approximation algorithms for finding dense components in a graph"; taking blocks one
 * after the other: Hooi et al. (2016), "FRAUDAR: Bounding graph fraud in the face of camouflage".
 */
export function denseBlocks(graph: ContactGraph, most: number): DenseBlock[] {
  const present = new Uint8Array(graph.nodes).fill(1);
  const blocks: DenseBlock[] = [];
  while (blocks.length < most) {
    const block = densestCore(graph, present);
    if (block === undefined) break;
    blocks.push(block);
    for (const member of block.members) present[member] = 0;
  }
  return blocks;
}
