import { contactsOf, degreeOf, type ContactGraph } from './contact-graph.js';
import { denseBlocks, type DenseBlock } from './dense-blocks.js';

/** Blocks to look at: more rings than this at a time are not told apart from the rest. */
const MOST_BLOCKS = 8;
/** Rings are this many times as dense as the densest group of the others, at least. */
const STANDS_OUT = 2;
/** What two callers with one contact in common make: the least density there is. */
const ONE_PAIR = 0.5;
/** Share of its contacts that ties a member of a block to the block: the majority, as in a web community. */
const MEMBER_SHARE = 0.5;
/** Share of its contacts that ties others to a ring. */
const JOINING_SHARE = 0.25;
/** Those with ties to a block join, then those with ties to these; further rounds walk off into the surroundings. */
const JOINING_ROUNDS = 2;

/** The blocks before the widest drop in density; none where even that drop is no gap. */
function standingOut(blocks: readonly DenseBlock[]): readonly DenseBlock[] {
  const densities = [...blocks.map(({ density }) => density), ...(blocks.length < MOST_BLOCKS ? [ONE_PAIR] : [])];
  const drops = densities.slice(1).map((density, at) => (densities[at] as number) / density);
  const widest = Math.max(...drops);
  return widest >= STANDS_OUT ? blocks.slice(0, drops.indexOf(widest) + 1) : [];
}

/** Whether at least `share` of a node's contacts, and one of them, are members. */
function isTied(graph: ContactGraph, members: Uint8Array, node: number, share: number): boolean {
  let within = 0;
  for (const contact of contactsOf(graph, node)) within += members[contact] as number;
  return within > 0 && within >= share * degreeOf(graph, node);
}

/** One round, all at once: who joins does not hang on the order. */
function joined(graph: ContactGraph, members: Uint8Array): Uint8Array {
  return members.map((isMember, node) => (isMember === 1 || isTied(graph, members, node, JOINING_SHARE) ? 1 : 0));
}

/** Rings are the exception: what holds more than half of all who have contacts is how this graph is. */
function isMostOf(graph: ContactGraph, members: Uint8Array): boolean {
  let [tied, within] = [0, 0];
  for (let node = 0; node < graph.nodes; node++) {
    if (degreeOf(graph, node) > 0) tied++;
    within += members[node] as number;
  }
  return within * 2 > tied;
}

/**
 * A 1 for each node in a ring: a group that shares far more contacts within itself than any group of the others does. The
 * graph is its own measure: dense blocks are taken out one after the other, and rings are those before the widest drop in
 * density. Members most of whose contacts lie outside leave, which is what a hub known to all does; then those join who have
 * a quarter of their contacts in the ring. No node is marked where nothing stands out or what does is most of the graph.
 * Neither names nor the order of nodes matter. O(nodes + contacts), whatever the largest degree is.
 * Source of the majority: Flake, Lawrence, Giles (2000), "Efficient identification of web communities".
 */
export function ringMembers(graph: ContactGraph): Uint8Array {
  const none = new Uint8Array(graph.nodes);
  const blocks = none.slice();
  for (const { members } of standingOut(denseBlocks(graph, MOST_BLOCKS))) for (const member of members) blocks[member] = 1;
  let ring: Uint8Array = blocks.map((isMember, node) => (isMember === 1 && isTied(graph, blocks, node, MEMBER_SHARE) ? 1 : 0));
  for (let round = 0; round < JOINING_ROUNDS; round++) ring = joined(graph, ring);
  return isMostOf(graph, ring) ? none : ring;
}
