import { expectClose } from '../data/close.fixture.js';
import { curvatureSolver } from './curvature.js';

const inputs = { rows: 4, columns: 2, values: Float64Array.of(1, 2, -1, 0.5, 0, -2, 0.5, 1) };
const labels = Float64Array.of(0, 1, 1, 0);

/** (Σ weight × share × x xᵀ + l2) × vector, with x extended by 1 for the intercept. */
function curve(weights: readonly number[], share: number, l2: number, vector: readonly number[]): number[] {
  const rows = [[1, 2, 1], [-1, 0.5, 1], [0, -2, 1], [0.5, 1, 1]];
  const along = rows.map((row, at) => share * (weights[labels[at] ?? 0] ?? 0) * row.reduce((sum, value, axis) => sum + value * (vector[axis] ?? 0), 0));
  return vector.map((value, axis) => rows.reduce((sum, row, at) => sum + (row[axis] ?? 0) * (along[at] ?? 0), axis < 2 ? l2 * value : 0));
}

describe('the bound of the curvature', () => {
  it.each([
    ['two classes', [1, 3], 1 / 4],
    ['more classes, output by output', [2, 1, 1], 1 / 2],
  ])('is undone for %s', (_name, weights, share) => {
    const wanted = [0.3, -1, 2];
    const vector = Float64Array.from([...curve(weights, share, 0.7, wanted), ...curve(weights, share, 0.7, [1, 1, 1])]);
    curvatureSolver({ inputs, labels, classWeights: Float64Array.from(weights) }, 0.7)(vector);
    expectClose(vector, [...wanted, 1, 1, 1], 6);
  });

  it('stays finite where inputs repeat each other and nothing is penalised', () => {
    const twice = { rows: 4, columns: 3, values: Float64Array.from([1, 1, 0, -1, -1, 0, 2, 2, 0, 0.5, 0.5, 0]) };
    const vector = Float64Array.of(1, 1, 0, 1);
    curvatureSolver({ inputs: twice, labels, classWeights: Float64Array.of(1, 1) }, 0)(vector);
    expect([vector.every(Number.isFinite), vector[2]]).toEqual([true, 0]);
  });

  it('is not asked with very many inputs', () => {
    const wide = { rows: 1, columns: 300, values: new Float64Array(300).fill(2) };
    const vector = new Float64Array(301).fill(5);
    curvatureSolver({ inputs: wide, labels, classWeights: Float64Array.of(1, 1) }, 1)(vector);
    expect(vector).toEqual(new Float64Array(301).fill(5));
  });
});
