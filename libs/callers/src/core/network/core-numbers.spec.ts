import fc from 'fast-check';
import { contactsOf, type ContactGraph } from './contact-graph.js';
import { coreNumbers } from './core-numbers.js';
import { graphOf, numbersFrom, randomPairs, type Pair } from './planted.fixture.js';

const NODES = 14;
const pairs = fc.array(fc.tuple(fc.nat(NODES - 1), fc.nat(NODES - 1)), { maxLength: 70 });

/** By the definition: who is left once everybody with fewer than k contacts is gone, again and again. */
function coreByDefinition(graph: ContactGraph, k: number): Set<number> {
  const left = new Set(numbersFrom(0, graph.nodes));
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const node of left) if (contactsOf(graph, node).filter((contact) => left.has(contact)).length < k) left.delete(node);
  }
  return left;
}

describe('coreNumbers', () => {
  const triangle: Pair[] = [[0, 1], [1, 2], [2, 0]];
  it.each([
    ['nothing', 0, [], []],
    ['a node alone', 1, [], [0]],
    ['a triangle with a tail', 5, [...triangle, [2, 3], [3, 4]], [2, 2, 2, 1, 1]],
    ['a star', 5, [[0, 1], [0, 2], [0, 3], [0, 4]], [1, 1, 1, 1, 1]],
    ['five who all know each other', 5, randomPairs(numbersFrom(0, 5), 1, 1), [4, 4, 4, 4, 4]],
  ] as [string, number, Pair[], number[]][])('of %s', (_name, nodes, joined, expected) =>
    expect(Array.from(coreNumbers(graphOf(nodes, joined)))).toEqual(expected));

  it('are as defined', () => {
    fc.assert(fc.property(pairs, (joined) => {
      const graph = graphOf(NODES, joined);
      const cores = coreNumbers(graph);
      for (let k = 1; k < NODES; k++) expect(new Set(numbersFrom(0, NODES).filter((node) => (cores[node] as number) >= k))).toEqual(coreByDefinition(graph, k));
    }));
  });

  it('leave out who is not present, as if they had no contacts', () => {
    fc.assert(fc.property(pairs, fc.uint8Array({ minLength: NODES, maxLength: NODES, max: 1 }), (joined, present) => {
      const between = joined.filter((ends) => ends.every((node) => present[node] === 1));
      expect(coreNumbers(graphOf(NODES, joined), present)).toEqual(coreNumbers(graphOf(NODES, between)));
    }));
  });
});
