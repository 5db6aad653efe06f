import fc from 'fast-check';
import { contactGraph, contactsOf, degreeOf } from './contact-graph.js';

const NODES = 12;
const ends = fc.array(fc.tuple(fc.nat(NODES - 1), fc.nat(NODES - 1)), { maxLength: 60 });

describe('contactGraph', () => {
  it('counts a pair once, in both directions, and nobody as a contact of themselves', () => {
    const graph = contactGraph(4, [0, 1, 0, 2], [1, 0, 1, 2]);
    expect([0, 1, 2, 3].map((node) => Array.from(contactsOf(graph, node)))).toEqual([[1], [0], [], []]);
    expect([0, 1, 2, 3].map((node) => degreeOf(graph, node))).toEqual([1, 1, 0, 0]);
  });

  it('may be empty', () => expect(contactGraph(0, [], [])).toEqual({ nodes: 0, starts: Uint32Array.of(0), contacts: new Uint32Array(0) }));

  it.each([['a pair of three', [0], []], ['a node out of range', [0], [3]], ['a node below 0', [-1], [0]], ['no number', [NaN], [0]]])('refuses %s', (_name, from, to) =>
    expect(() => contactGraph(3, from, to)).toThrow());

  it('holds just the pairs it was given', () => {
    fc.assert(fc.property(ends, (pairs) => {
      const graph = contactGraph(NODES, pairs.map(([from]) => from), pairs.map(([, to]) => to));
      for (let node = 0; node < NODES; node++) {
        const met = pairs.flatMap(([from, to]) => [...(from === node ? [to] : []), ...(to === node ? [from] : [])]);
        const expected = [...new Set(met)].filter((contact) => contact !== node).sort((left, right) => left - right);
        expect(Array.from(contactsOf(graph, node))).toEqual(expected);
      }
    }));
  });
});
