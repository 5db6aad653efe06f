import fc from 'fast-check';
import { seededRandom } from '#kernel';
import { graphOf, marked, numbersFrom, randomPairs, type Pair } from './planted.fixture.js';
import { ringMembers } from './rings.js';

const NODES = 400;
const everybody = numbersFrom(0, NODES);
const ring = numbersFrom(100, 40);
const seeds = fc.integer({ min: 1, max: 1e6 });

/** Strangers with about eight contacts each, and forty of them with thirty among themselves. */
const planted = (seed: number): Pair[] => [...randomPairs(everybody, 0.02, seed), ...randomPairs(ring, 0.75, seed + 1)];

describe('ringMembers', () => {
  it('finds who was planted, and hardly anybody else', () => {
    fc.assert(fc.property(seeds, (seed) => {
      const found = marked(ringMembers(graphOf(NODES, planted(seed))));
      expect(found).toEqual(expect.arrayContaining(ring));
      expect(found.length).toBeLessThanOrEqual(ring.length * 1.2);
    }), { numRuns: 25 });
  });

  it('finds two rings that do not know each other', () => {
    const other = numbersFrom(300, 30);
    const found = marked(ringMembers(graphOf(NODES, [...planted(5), ...randomPairs(other, 0.8, 6)])));
    expect(found).toEqual(expect.arrayContaining([...ring, ...other]));
    expect(found.length).toBeLessThanOrEqual(84);
  });

  it('marks the same callers under other numbers', () => {
    fc.assert(fc.property(seeds, fc.shuffledSubarray(everybody, { minLength: NODES }), (seed, renamed) => {
      const pairs = planted(seed);
      const before = marked(ringMembers(graphOf(NODES, pairs)));
      const after = marked(ringMembers(graphOf(NODES, pairs.map(([from, to]) => [renamed[to] as number, renamed[from] as number]))));
      expect(after).toEqual(before.map((node) => renamed[node] as number).sort((left, right) => left - right));
    }), { numRuns: 20 });
  });

  it('lets those in who know mostly the ring, and who know mostly these, but nobody who knows as many others', () => {
    const [friend, second, undecided] = [NODES, NODES + 1, NODES + 2];
    const joined = [
      ...[100, 101, 103, 0].map((node): Pair => [friend, node]),
      ...[friend, 102, 103, 1, undecided].map((node): Pair => [second, node]),
      [undecided, 2] as const,
    ];
    const found = ringMembers(graphOf(NODES + 3, [...planted(9), ...joined]));
    expect([friend, second, undecided].map((node) => found[node])).toEqual([1, 1, 0]);
  });

  it('neither marks a hub that rings and strangers know, nor those who know only the hub', () => {
    const hub = NODES;
    const leaves = numbersFrom(NODES + 1, 200_000);
    const pairs = [...planted(3), ...everybody.map((node): Pair => [hub, node]), ...leaves.map((leaf): Pair => [hub, leaf])];
    const found = marked(ringMembers(graphOf(NODES + 1 + leaves.length, pairs)));
    expect(found).toEqual(expect.arrayContaining(ring));
    expect(found.length).toBeLessThanOrEqual(ring.length * 1.2);
    expect(found).not.toContain(hub);
  });

  it.each([
    ['nobody', 0, []],
    ['nobody with contacts', 50, []],
    ['two who know each other', 2, [[0, 1]]],
    ['all who know each other', 60, randomPairs(numbersFrom(0, 60), 1, 1)],
    ['a star', 100, numbersFrom(1, 99).map((leaf): Pair => [0, leaf])],
    ['ten families of the same size', 100, numbersFrom(0, 10).flatMap((family) => randomPairs(numbersFrom(family * 10, 10), 1, 1))],
  ] as [string, number, Pair[]][])('is empty among %s', (_name, nodes, pairs) => expect(marked(ringMembers(graphOf(nodes, pairs)))).toEqual([]));

  it('is empty where contacts come by chance', () => {
    fc.assert(fc.property(seeds, fc.double({ min: 0.01, max: 0.3, noNaN: true }), (seed, chance) =>
      expect(marked(ringMembers(graphOf(200, randomPairs(numbersFrom(0, 200), chance, seed))))).toEqual([])), { numRuns: 50 });
  });

  it('is empty where contacts come by popularity', () => {
    const popularity = numbersFrom(0, NODES).map((node) => (node + 1) ** -0.5);
    fc.assert(fc.property(seeds, (seed) => {
      const random = seededRandom(seed);
      const pairs = randomPairs(everybody, 1, 1).filter(([from, to]) => random.next() < 3 * (popularity[from] as number) * (popularity[to] as number));
      expect(marked(ringMembers(graphOf(NODES, pairs)))).toEqual([]);
    }), { numRuns: 20 });
  });
});
