import fc from 'fast-check';
import { denseBlocks } from './dense-blocks.js';
import { graphOf, numbersFrom, randomPairs, type Pair } from './planted.fixture.js';

const NODES = 9;
const pairs = fc.array(fc.tuple(fc.nat(NODES - 1), fc.nat(NODES - 1)), { minLength: 1, maxLength: 30 });

/** Most contacts per member that any group has: all groups are tried. */
function highestDensity(joined: readonly Pair[]): number {
  const distinct = [...new Map(joined.filter(([from, to]) => from !== to).map(([from, to]) => [`${Math.min(from, to)}-${Math.max(from, to)}`, [from, to]])).values()];
  const groups = numbersFrom(1, 2 ** NODES - 1);
  return Math.max(...groups.map((group) => {
    const within = distinct.filter((ends) => ends.every((node) => (group >> node) % 2 === 1)).length;
    return within / numbersFrom(0, NODES).filter((node) => (group >> node) % 2 === 1).length;
  }));
}

describe('denseBlocks', () => {
  it('come by density, and leave no contact between those outside', () => {
    const cliques = [...randomPairs(numbersFrom(0, 4), 1, 1), ...randomPairs(numbersFrom(4, 7), 1, 1), [0, 11] as const];
    const blocks = denseBlocks(graphOf(12, cliques), 8).map(({ members, density }) => ({ members: Array.from(members), density }));
    expect(blocks).toEqual([{ members: numbersFrom(4, 7), density: 3 }, { members: numbersFrom(0, 4), density: 1.5 }]);
  });

  it('are no more than asked for, and none without contacts', () => {
    expect(denseBlocks(graphOf(10, randomPairs(numbersFrom(0, 10), 0.3, 1)), 1)).toHaveLength(1);
    expect(denseBlocks(graphOf(3, []), 8)).toEqual([]);
  });

  it('begin with one at least half as dense as the densest group', () => {
    fc.assert(fc.property(pairs, (joined) => {
      const [densest] = denseBlocks(graphOf(NODES, joined), 1);
      expect((densest?.density ?? 0) * 2).toBeGreaterThanOrEqual(highestDensity(joined));
    }), { numRuns: 40 });
  });
});
