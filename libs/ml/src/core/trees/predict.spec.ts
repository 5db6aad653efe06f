import fc from 'fast-check';
import { scorerOf } from './predict.js';
import type { Tree, TreeEnsemble } from './tree.js';
import { leafOf, matrixOf } from './trees.fixture.js';

const COLUMNS = 3;
const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(NaN, 0.5, -0.5, Infinity, -Infinity));

/** A tree from a list of numbers: as long as there are three left, a node splits. */
function treeOf(numbers: readonly number[], outputs: number): Tree {
  const nodes: { feature: number; threshold: number; missingLeft: number; left: number; right: number }[] = [];
  const grow = (from: number, to: number): number => {
    const node = { feature: -1, threshold: 0, missingLeft: 0, left: -1, right: -1 };
    const index = nodes.push(node) - 1;
    if (to - from < 3) return index;
    node.feature = numbers[from]! % COLUMNS;
    node.threshold = (numbers[from + 1]! % 7) - 3;
    node.missingLeft = numbers[from + 2]! % 2;
    const middle = from + 3 + (numbers[from]! % (to - from - 2));
    node.left = grow(from + 3, middle);
    node.right = grow(middle, to);
    return index;
  };
  grow(0, numbers.length);
  return {
    feature: Int16Array.from(nodes, (node) => node.feature),
    threshold: Float64Array.from(nodes, (node) => node.threshold),
    missingLeft: Uint8Array.from(nodes, (node) => node.missingLeft),
    left: Int32Array.from(nodes, (node) => node.left),
    right: Int32Array.from(nodes, (node) => node.right),
    cover: new Float64Array(nodes.length),
    value: Float64Array.from({ length: nodes.length * outputs }, (_, index) => index / 8),
    outputs,
  };
}

/** As the contract of an ensemble has it. */
function expectedScores({ trees, outputs, base, scale }: TreeEnsemble, row: readonly number[]): number[] {
  const sums = new Array<number>(outputs).fill(0);
  trees.forEach((tree, index) => {
    const leaf = leafOf(tree, row);
    for (let output = 0; output < tree.outputs; output++) {
      sums[tree.outputs === outputs ? output : index % outputs]! += tree.value[leaf * tree.outputs + output]!;
    }
  });
  return sums.map((sum, output) => base[output]! + scale * sum);
}

const ensembles = fc.integer({ min: 1, max: 3 }).chain((outputs) =>
  fc.array(fc.tuple(fc.array(fc.nat(1000), { maxLength: 30 }), fc.constantFrom(1, outputs)), { maxLength: 9 }).map(
    (trees): TreeEnsemble => ({
      columns: COLUMNS,
      outputs,
      base: Float64Array.from({ length: outputs }, (_, output) => output + 1),
      scale: 0.5,
      trees: trees.map(([numbers, width]) => treeOf(numbers, width)),
    }),
  ),
);

describe('scores', () => {
  it('are what a walk down every tree adds up to, row by row and all at once', () => {
    fc.assert(
      fc.property(ensembles, fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 9 }), (ensemble, rows) => {
        const score = scorerOf(ensemble);
        const expected = rows.flatMap((row) => expectedScores(ensemble, row));
        expect([...score(matrixOf(rows))]).toEqual(expected);
        expect(rows.flatMap((row) => [...score(matrixOf([row]))])).toEqual(expected);
      }),
    );
  });

  it('do not depend on how many rows there are', () => {
    const ensemble: TreeEnsemble = { columns: COLUMNS, outputs: 1, base: Float64Array.of(0), scale: 1, trees: [treeOf([4, 5, 0, 1, 2, 3, 7, 8, 1], 1)] };
    const rows = Array.from({ length: 5000 }, (_, row) => [(row % 9) - 4, (row % 7) - 3, (row % 5) - 2]);
    expect([...scorerOf(ensemble)(matrixOf(rows))]).toEqual(rows.flatMap((row) => expectedScores(ensemble, row)));
  });

  it('are none without rows', () => {
    expect(scorerOf({ columns: 3, outputs: 1, base: Float64Array.of(2), scale: 1, trees: [] })({ rows: 0, columns: 3, values: new Float64Array(0) })).toHaveLength(0);
  });

  it('are refused for another number of columns', () => {
    const score = scorerOf({ columns: 3, outputs: 1, base: Float64Array.of(2), scale: 1, trees: [] });
    expect(() => score(matrixOf([[1, 2]]))).toThrow('2 columns given to trees of 3');
  });
});
