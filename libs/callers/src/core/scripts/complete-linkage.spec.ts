import fc from 'fast-check';
import { completeLinkage } from './complete-linkage.js';

type Edge = readonly [string, string, number];

function graph(nodes: readonly string[], edges: readonly Edge[]): Map<string, Map<string, number>> {
  const likeness = new Map(nodes.map((node) => [node, new Map<string, number>()]));
  for (const [left, right, alike] of edges) {
    likeness.get(left)?.set(right, alike);
    likeness.get(right)?.set(left, alike);
  }
  return likeness;
}

/** One pair at a time, the most alike first, among equals the one that sorts first: the definition. */
function oneByOne(likeness: ReadonlyMap<string, ReadonlyMap<string, number>>): string[][] {
  const groups = [...likeness.keys()].sort().map((name) => [name]);
  const alikeOf = (left: string[], right: string[]): number =>
    Math.min(...left.flatMap((one) => right.map((other) => likeness.get(one)?.get(other) ?? 0)));
  for (;;) {
    const pairs = groups.flatMap((left, at) => groups.slice(at + 1).map((right) => ({ left, right, alike: alikeOf(left, right) })));
    const best = pairs.reduce<(typeof pairs)[number] | undefined>((most, pair) => (pair.alike > (most?.alike ?? 0) ? pair : most), undefined);
    if (best === undefined) return groups.map((group) => group.sort()).sort(([left = ''], [right = '']) => (left < right ? -1 : 1));
    best.left.push(...best.right);
    groups.splice(groups.indexOf(best.right), 1);
  }
}

const NODES = [...'abcdefgh'];
const PAIRS = NODES.flatMap((left, at) => NODES.slice(at + 1).map((right) => [left, right] as const));
/** Every pair differs from every other, so that no tie is to be broken. */
const someEdges = fc.shuffledSubarray([...PAIRS]).map((pairs) => pairs.map(([left, right], rank): Edge => [left, right, 1 - rank / 100]));
const tiedEdges = fc.array(fc.tuple(fc.constantFrom(...PAIRS), fc.constantFrom(0.7, 0.8, 0.9))).map((edges) => edges.map(([[left, right], alike]): Edge => [left, right, alike]));

describe('complete linkage', () => {
  it.each<[string, string[], Edge[], string[][]]>([
    ['nobody', [], [], []],
    ['strangers', ['b', 'a'], [], [['a'], ['b']]],
    ['a clique', ['c', 'b', 'a'], [['a', 'b', 0.8], ['b', 'c', 0.8], ['a', 'c', 0.7]], [['a', 'b', 'c']]],
    ['a chain, cut where it is weakest', ['a', 'b', 'c', 'd'], [['a', 'b', 0.9], ['b', 'c', 0.8], ['c', 'd', 0.9]], [['a', 'b'], ['c', 'd']]],
    ['a chain of equals, from its beginning', ['a', 'b', 'c'], [['a', 'b', 0.8], ['b', 'c', 0.8]], [['a', 'b'], ['c']]],
  ])('%s', (_name, nodes, edges, expected) => expect(completeLinkage(graph(nodes, edges))).toEqual(expected));

  it('joins as one pair at a time would', () =>
    fc.assert(fc.property(someEdges, (edges) => expect(completeLinkage(graph(NODES, edges))).toEqual(oneByOne(graph(NODES, edges))))));

  it('makes cliques, and the same ones from any order', () =>
    fc.assert(fc.property(tiedEdges, fc.shuffledSubarray(NODES, { minLength: NODES.length }), (edges, order) => {
      const likeness = graph(NODES, edges);
      const groups = completeLinkage(likeness);
      for (const group of groups) {
        for (const member of group) expect(group.filter((other) => other !== member && !likeness.get(member)?.has(other))).toEqual([]);
      }
      const reordered = new Map(order.map((node) => [node, new Map([...(likeness.get(node) ?? [])].reverse())]));
      expect(completeLinkage(reordered)).toEqual(groups);
    })));

  it.each([
    ['is no node', new Map([['a', new Map([['b', 1]])]])],
    ['does not name it back', new Map([['a', new Map([['b', 1]])], ['b', new Map()]])],
    ['finds it less alike', new Map([['a', new Map([['b', 1]])], ['b', new Map([['a', 0.5]])]])],
  ])('refuses a neighbour that %s', (_name, likeness) => expect(() => completeLinkage(likeness)).toThrow('of two neighbours one is not as like the other'));
});
