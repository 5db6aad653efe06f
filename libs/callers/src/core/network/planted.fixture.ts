import { seededRandom } from '#kernel';
import { contactGraph, type ContactGraph } from './contact-graph.js';

export type Pair = readonly [from: number, to: number];

export const graphOf = (nodes: number, pairs: readonly Pair[]): ContactGraph =>
  contactGraph(nodes, pairs.map(([from]) => from), pairs.map(([, to]) => to));

/** Each pair of `among` with the same chance (Erdős & Rényi 1959). */
export function randomPairs(among: readonly number[], chance: number, seed: number): Pair[] {
  const random = seededRandom(seed);
  return among.flatMap((from, at) => among.slice(at + 1).filter(() => random.next() < chance).map((to): Pair => [from, to]));
}

/** `size` numbers from `first` on. */
export const numbersFrom = (first: number, size: number): number[] => Array.from({ length: size }, (_, at) => first + at);

/** The nodes that carry a mark, ascending. */
export const marked = (marks: Uint8Array): number[] => Array.from(marks.keys()).filter((node) => marks[node] === 1);
