import golden from '../../../../../test/golden/isolation-forest.json' with { type: 'json' };
import { expectClose } from '../data/close.fixture.js';
import { attributeScores } from './attribute-scores.js';
import { joinTrees, packForest, type PackedTrees } from './packed-forest.js';
import { averagePathLength, depthLimit } from './path-length.js';
import { scoreRows } from './score-rows.js';

const columns = 3;
const rows = { rows: golden.rows.length, columns, values: Float64Array.from(golden.rows.flat()) };

function packed({ feature, threshold, right, cover }: (typeof golden.trees)[number]): PackedTrees {
  return {
    sizes: Int32Array.of(right.length),
    feature: Uint16Array.from(feature),
    threshold: Float64Array.from(threshold),
    missingLeft: new Uint8Array(right.length),
    right: Int32Array.from(right),
    cover: Int32Array.from(cover),
  };
}

const forest = packForest(joinTrees(golden.trees.map(packed)), columns, golden.sampleSize);

/** One split: three rows with values ≤ 5 on the left, one beyond on the right. */
function stump(missingLeft: number): PackedTrees {
  return {
    sizes: Int32Array.of(3),
    feature: Uint16Array.of(1, 0, 0),
    threshold: Float64Array.of(5, 0, 0),
    missingLeft: Uint8Array.of(missingLeft, 0, 0),
    right: Int32Array.of(2, 0, 0),
    cover: Int32Array.of(4, 3, 1),
  };
}

describe("scikit-learn's trees", () => {
  it.each(golden.averagePathLength)('c(%d) = %d', (size = NaN, length = NaN) => {
    expect(averagePathLength(size)).toBeCloseTo(length, 12);
  });

  it('give its scores', () => {
    expectClose(scoreRows(forest, rows), golden.scores);
  });

  it('are explained to the last part', () => {
    const { base, contributions } = attributeScores(forest, rows);
    golden.scores.forEach((score, row) => {
      const sum = contributions.subarray(row * columns, (row + 1) * columns).reduce((total, share) => total + share, base[0] ?? NaN);
      expect(sum).toBeCloseTo(score, 12);
    });
  });
});

describe('a tree', () => {
  const c4 = averagePathLength(4);
  const scoresOf = (missingLeft: number): number[] =>
    [...scoreRows(packForest(stump(missingLeft), 2, 4), { rows: 4, columns: 2, values: Float64Array.of(0, 5, 0, 5.1, 9, NaN, NaN, 5) })];

  it('sends what is equal to the left, and what is missing where most went', () => {
    const [left, right] = [2 ** -((1 + averagePathLength(3)) / c4), 2 ** -(1 / c4)];
    expectClose(scoresOf(1), [left, right, left, left]);
    expectClose(scoresOf(0), [left, right, right, left]);
  });

  it('expects at a split the mean of the paths below', () => {
    const { path, roots } = packForest(joinTrees([stump(0), stump(1)]), 2, 4);
    const expected = (3 * (1 + averagePathLength(3)) + 1) / 4 / c4;
    expect([...roots]).toEqual([0, 3]);
    expectClose([path[0] ?? NaN, path[3] ?? NaN], [expected, expected]);
  });

  it('of one row says ½', () => {
    const leaf = { ...stump(0), sizes: Int32Array.of(1), right: Int32Array.of(0), cover: Int32Array.of(1) };
    expect([...scoreRows(packForest(leaf, 1, 1), { rows: 1, columns: 1, values: Float64Array.of(7) })]).toEqual([0.5]);
  });

  it.each([[1, 0], [2, 1], [3, 2], [256, 8], [257, 9]])('of %d rows is at most %d deep', (size, limit) => {
    expect(depthLimit(size)).toBe(limit);
  });
});
