import { contactsOf, degreeOf, type ContactGraph } from './contact-graph.js';
import { denseBlocks, type DenseBlock } from './dense-blocks.js';

/** Blocks to look at: more rings than this at a time are not told apart from the rest. */
const MOST_BLOCKS = 8;
/** Rings are more than this many times as dense as the densest group of the others. */
const STANDS_OUT = 2;
/** The density of two who know each other: the least there is. */
const ONE_PAIR = 0.5;

/** Nodes that a ring may have at most. Rings are the exception; of who has a single contact nothing tells how the others live. */
function largestRing(graph: ContactGraph): number {
  let tied = 0;
  for (let node = 0; node < graph.nodes; node++) if (degreeOf(graph, node) > 1) tied++;
  return Math.floor(tied / 2);
}

/** The blocks before the widest drop in density that comes before they are most of the graph; none where it is no gap. */
function standingOut(blocks: readonly DenseBlock[], largest: number): readonly DenseBlock[] {
  const rings = { blocks: 0, drop: STANDS_OUT };
  let size = 0;
  for (const [at, { members, density }] of blocks.entries()) {
    size += members.length;
    if (size > largest || at === MOST_BLOCKS - 1) break;
    const drop = density / (blocks[at + 1]?.density ?? ONE_PAIR);
    if (drop > rings.drop) Object.assign(rings, { blocks: at + 1, drop });
  }
  return blocks.slice(0, rings.blocks);
}

const sizeOf = (members: Uint8Array): number => members.reduce((sum, isMember) => sum + isMember, 0);

/** How many contacts of each node are members. */
function countWithin(graph: ContactGraph, members: Uint8Array): Uint32Array {
  const within = new Uint32Array(graph.nodes);
  for (let node = 0; node < graph.nodes; node++) {
    for (const contact of contactsOf(graph, node)) within[node] = (within[node] as number) + (members[contact] as number);
  }
  return within;
}

/** Whether most of a node's contacts are members. */
const isTied = (graph: ContactGraph, within: Uint32Array, node: number): boolean => (within[node] as number) * 2 > degreeOf(graph, node);

/** Whoever is tied to the members joins them, and whoever is tied to all of these, until nobody is: in any order the same. */
function grown(graph: ContactGraph, members: Uint8Array): Uint8Array {
  const ring = members.slice();
  const within = countWithin(graph, ring);
  const joining = Array.from(ring.keys()).filter((node) => ring[node] === 0 && isTied(graph, within, node));
  for (const node of joining) ring[node] = 1;
  for (let node = joining.pop(); node !== undefined; node = joining.pop()) {
    for (const contact of contactsOf(graph, node)) {
      within[contact] = (within[contact] as number) + 1;
      if (ring[contact] === 1 || !isTied(graph, within, contact)) continue;
      ring[contact] = 1;
      joining.push(contact);
    }
  }
  return ring;
}

/**
 * A 1 for each node in a ring: a group that shares far more contacts within itself than any group of the others does. The
 * graph is its own measure: dense blocks are taken out one after the other, and rings are those before the widest drop in
 * density. Members most of whose contacts lie outside leave, which is what a hub known to all does; then those join most of
 * whose contacts are in the ring. No node is marked where nothing stands out, or what does is
 * or grows into most of the graph. Neither names nor the order of nodes matter. O(nodes + contacts), whatever the largest degree is.
 * Source of the majority: Flake, Lawrence, Giles (2000), "Efficient identification of web communities".
 */
export function ringMembers(graph: ContactGraph): Uint8Array {
  const largest = largestRing(graph);
  const blocks = new Uint8Array(graph.nodes);
  for (const { members } of standingOut(denseBlocks(graph, MOST_BLOCKS), largest)) for (const member of members) blocks[member] = 1;
  const within = countWithin(graph, blocks);
  const ring = grown(graph, blocks.map((isMember, node) => (isMember === 1 && isTied(graph, within, node) ? 1 : 0)));
  return sizeOf(ring) > largest ? new Uint8Array(graph.nodes) : ring;
}
