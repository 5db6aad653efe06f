/** Who shares contacts with whom, both ways: the contacts of node i are `contacts[starts[i] … starts[i + 1])`, ascending, each once. */
export interface ContactGraph {
  readonly nodes: number;
  readonly starts: Uint32Array;
  readonly contacts: Uint32Array;
}

/** The contacts of a node. */
export const contactsOf = ({ starts, contacts }: ContactGraph, node: number): Uint32Array => contacts.subarray(starts[node], starts[node + 1]);

/** How many contacts a node has. */
export const degreeOf = ({ starts }: ContactGraph, node: number): number => (starts[node + 1] as number) - (starts[node] as number);

/**
 * The graph of pairs (from[i], to[i]) of nodes 0…nodes−1. A pair counts once however often and in whichever direction it
 * comes; a node is no contact of itself. Sorts the pairs: O(m log m), 32 bytes a pair while it does.
 * @throws Error where the arrays differ in length or a node is out of range
 */
export function contactGraph(nodes: number, from: ArrayLike<number>, to: ArrayLike<number>): ContactGraph {
  if (from.length !== to.length) throw new Error(`${from.length} nodes are paired with ${to.length}`);
  // One number holds both ends, exactly up to 2^53: 94 million nodes.
  const ends = new Float64Array(from.length * 2);
  for (let pair = 0; pair < from.length; pair++) {
    const [left, right] = [from[pair] as number, to[pair] as number];
    if (!(left >= 0 && left < nodes && right >= 0 && right < nodes)) throw new Error(`pair ${pair} joins ${left} and ${right}, there are ${nodes} nodes`);
    ends[pair * 2] = left * nodes + right;
    ends[pair * 2 + 1] = right * nodes + left;
  }
  ends.sort();
  const starts = new Uint32Array(nodes + 1);
  const contacts = new Uint32Array(ends.length);
  let kept = 0;
  for (let at = 0; at < ends.length; at++) {
    const end = ends[at] as number;
    const [node, contact] = [Math.floor(end / nodes), end % nodes];
    if (end === ends[at - 1] || node === contact) continue;
    contacts[kept++] = contact;
    starts[node + 1] = kept;
  }
  for (let node = 1; node <= nodes; node++) starts[node] = Math.max(starts[node] as number, starts[node - 1] as number);
  return { nodes, starts, contacts: contacts.slice(0, kept) };
}
