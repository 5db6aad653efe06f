import fc from 'fast-check';
import { seededRandom } from '#kernel';
import type { Explanations } from '../algorithms/algorithm.js';
import type { Matrix } from '../data/matrix.js';
import { ALL_KNOWN, bruteForceShapley, conditionalScores } from './brute-force-shapley.fixture.js';
import { chainTree, randomEnsemble, randomRows, randomTree } from './random-trees.fixture.js';
import { explainTrees } from './tree-shap.js';
import type { Tree, TreeEnsemble } from './tree.js';

const rowOf = ({ columns, values }: Matrix, row: number): Float64Array => values.subarray(row * columns, (row + 1) * columns);
const alone = (tree: Tree, columns: number): TreeEnsemble => ({ columns, outputs: tree.outputs, base: new Float64Array(tree.outputs), scale: 1, trees: [tree] });
const oneRow = (...values: number[]): Matrix => ({ rows: 1, columns: values.length, values: Float64Array.from(values) });

/** The largest distance between a raw score and base plus contributions. */
function worstGap(ensemble: TreeEnsemble, features: Matrix, { base, contributions }: Explanations): number {
  const { columns, outputs } = ensemble;
  let worst = 0;
  for (let row = 0; row < features.rows; row++) {
    const scores = conditionalScores(ensemble, rowOf(features, row), ALL_KNOWN);
    for (let output = 0; output < outputs; output++) {
      const at = (row * outputs + output) * columns;
      const sum = contributions.subarray(at, at + columns).reduce((total, part) => total + part, base[output]!);
      worst = Math.max(worst, Math.abs(sum - scores[output]!));
    }
  }
  return worst;
}

describe('explainTrees', () => {
  it('gives the Shapley values of the definition, and their base', () => {
    const shape = fc.record({ columns: fc.integer({ min: 1, max: 7 }), outputs: fc.integer({ min: 1, max: 3 }), depth: fc.integer({ min: 0, max: 7 }), splits: fc.constantFrom(0.6, 0.8, 0.95) });
    fc.assert(fc.property(shape, fc.integer({ min: 0, max: 4 }), fc.nat(), (given, trees, seed) => {
      const random = seededRandom(seed);
      const ensemble = randomEnsemble(given, trees, random);
      const features = randomRows(3, given.columns, random);
      const { base, contributions } = explainTrees(ensemble, features);
      const nothingKnown = conditionalScores(ensemble, rowOf(features, 0), 0);
      nothingKnown.forEach((score, output) => expect(base[output]).toBeCloseTo(score, 10));
      const expected = [0, 1, 2].flatMap((row) => bruteForceShapley(ensemble, rowOf(features, row)).flat());
      expect(contributions).toHaveLength(expected.length);
      expected.forEach((value, at) => expect(Math.abs(contributions[at]! - value)).toBeLessThan(1e-10));
    }), { numRuns: 200 });
  });

  it('adds up to the raw scores of large ensembles', () => {
    const random = seededRandom(7);
    const ensemble = randomEnsemble({ columns: 20, outputs: 3, depth: 12, splits: 0.9 }, 30, random);
    const features = randomRows(20, 20, random);
    expect(worstGap(ensemble, features, explainTrees(ensemble, features))).toBeLessThan(1e-9);
  });

  it.each([
    [60, 60, 0.5], [60, 60, 0.99], [80, 80, 0.05], [80, 20, 0.5], [200, 200, 0.9], [200, 3, 0.3], [400, 400, 0.999],
  ])('adds up on a tree %i splits deep over %i columns, %d of the cover going on', (depth, columns, share) => {
    const random = seededRandom(depth);
    const ensemble = alone(chainTree(depth, columns, share), columns);
    const scattered = randomRows(30, columns, random);
    const deepest: Matrix = { rows: 1, columns, values: new Float64Array(columns).fill(5) };
    for (const features of [scattered, deepest]) {
      expect(worstGap(ensemble, features, explainTrees(ensemble, features))).toBeLessThan(1e-9);
    }
  });

  it('gives columns with the same part on a deep way the same contribution, however many there are', () => {
    const columns = 100;
    const tree = chainTree(columns, columns, 0.5);
    tree.value.fill(0);
    tree.value[tree.value.length - 1] = 1;
    const features: Matrix = { rows: 1, columns, values: new Float64Array(columns).fill(5) };
    const { base, contributions } = explainTrees(alone(tree, columns), features);
    expect(base[0]).toBe(0.5 ** columns);
    contributions.forEach((value) => expect(value * columns).toBeCloseTo(1, 12));
  });

  it('gives a column that no tree splits on exactly nothing', () => {
    fc.assert(fc.property(fc.nat(), (seed) => {
      const random = seededRandom(seed);
      const ensemble = { ...randomEnsemble({ columns: 4, outputs: 2, depth: 6, splits: 0.9 }, 3, random), columns: 5 };
      const { contributions } = explainTrees(ensemble, randomRows(4, 5, random));
      for (let at = 4; at < contributions.length; at += 5) expect(contributions[at]).toBe(0);
    }));
  });

  it('does not know columns by their place', () => {
    fc.assert(fc.property(fc.nat(), (seed) => {
      const random = seededRandom(seed);
      const tree = randomTree({ columns: 4, outputs: 1, depth: 7, splits: 0.9 }, random);
      const mirrored = { ...tree, feature: tree.feature.map((column) => (column < 0 ? -1 : 3 - column)) };
      const features = randomRows(1, 4, random);
      const reversed = { ...features, values: features.values.toReversed() };
      const { contributions } = explainTrees(alone(tree, 4), features);
      const other = explainTrees(alone(mirrored, 4), reversed).contributions.toReversed();
      contributions.forEach((value, at) => expect(other[at]).toBeCloseTo(value, 12));
    }));
  });

  it('splits the credit of two columns with the same part evenly', () => {
    const both: Tree = {
      feature: Int16Array.of(0, -1, 1, -1, -1), threshold: Float64Array.of(0, 0, 0, 0, 0), missingLeft: new Uint8Array(5),
      left: Int32Array.of(1, -1, 3, -1, -1), right: Int32Array.of(2, -1, 4, -1, -1), cover: Float64Array.of(4, 2, 2, 1, 1),
      value: Float64Array.of(0, 0, 0, 0, 8), outputs: 1,
    };
    const { base, contributions } = explainTrees(alone(both, 2), oneRow(1, 1));
    expect(base[0]).toBe(2);
    expect([...contributions].map((value) => Number(value.toFixed(12)))).toEqual([3, 3]);
  });

  it.each([
    ['goes left', 2, 0, [-3, 0]], ['goes right', 3, 0, [1, 0]], ['is missing and goes right', NaN, 0, [1, 0]], ['is missing and goes left', NaN, 1, [-3, 0]],
  ])('explains a stump whose column %s', (_name, value, missingLeft, expected) => {
    const stump: Tree = {
      feature: Int16Array.of(0, -1, -1), threshold: Float64Array.of(2, 0, 0), missingLeft: Uint8Array.of(missingLeft, 0, 0),
      left: Int32Array.of(1, -1, -1), right: Int32Array.of(2, -1, -1), cover: Float64Array.of(4, 1, 3), value: Float64Array.of(9, 1, 5), outputs: 1,
    };
    const { base, contributions } = explainTrees(alone(stump, 2), oneRow(value, 7));
    expect(base[0]).toBe(4);
    expect([...contributions]).toEqual(expected);
  });

  it('leaves a tree of one leaf in the base, and an ensemble of no trees with the base alone', () => {
    const leaf: Tree = {
      feature: Int16Array.of(-1), threshold: new Float64Array(1), missingLeft: new Uint8Array(1), left: Int32Array.of(-1), right: Int32Array.of(-1),
      cover: Float64Array.of(9), value: Float64Array.of(3, 4), outputs: 2,
    };
    const ensemble: TreeEnsemble = { columns: 2, outputs: 2, base: Float64Array.of(1, 1), scale: 2, trees: [leaf] };
    expect(explainTrees(ensemble, oneRow(1, NaN))).toEqual({ base: Float64Array.of(7, 9), contributions: new Float64Array(4) });
    expect(explainTrees({ ...ensemble, trees: [] }, oneRow(1, NaN))).toEqual({ base: Float64Array.of(1, 1), contributions: new Float64Array(4) });
  });

  it('explains no rows', () => {
    const ensemble = randomEnsemble({ columns: 3, outputs: 1, depth: 3, splits: 1 }, 2, seededRandom(1));
    expect(explainTrees(ensemble, { rows: 0, columns: 3, values: new Float64Array(0) }).contributions).toHaveLength(0);
  });

  it('leaves the ensemble as it was', () => {
    const ensemble = randomEnsemble({ columns: 3, outputs: 2, depth: 5, splits: 0.9 }, 4, seededRandom(2));
    const before = structuredClone(ensemble);
    explainTrees(ensemble, randomRows(3, 3, seededRandom(3)));
    expect(ensemble).toEqual(before);
  });

  it('refuses rows and trees of another shape', () => {
    const random = seededRandom(4);
    const ensemble = randomEnsemble({ columns: 3, outputs: 1, depth: 3, splits: 1 }, 1, random);
    expect(() => explainTrees(ensemble, oneRow(1, 2))).toThrow('rows of 2 columns for trees of 3');
    expect(() => explainTrees({ ...ensemble, outputs: 3, trees: [randomTree({ columns: 3, outputs: 2, depth: 2, splits: 1 }, random)] }, oneRow(1, 2, 3)))
      .toThrow('tree 0 has 2 outputs, the ensemble 3');
  });
});
