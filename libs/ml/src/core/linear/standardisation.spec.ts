import { expectClose } from '../data/close.fixture.js';
import { learnStandardisation, standardise } from './standardisation.js';

const features = { rows: 4, columns: 3, values: Float64Array.of(1, 7, NaN, 3, 7, 10, NaN, 7, NaN, 5, 7, 30) };

describe('standardised features', () => {
  const learnt = learnStandardisation(features, true);

  it('know mean and deviation of what is there, and an indicator for each column that has gaps', () => {
    expect([learnt.columns, ...learnt.indicators]).toEqual([3, 0, 2]);
    expectClose(learnt.mean, [3, 7, 20, 0.25, 0.5]);
    expectClose(learnt.scale, [Math.sqrt(2), 1, Math.sqrt(50), Math.sqrt(3 / 16), 0.5]);
  });

  it('have mean 0 and deviation 1 where they are complete, and are 0 where nothing is known', () => {
    const { columns, values } = standardise(features, learnt);
    const column = (at: number): number[] => [0, 1, 2, 3].map((row) => values[row * columns + at] ?? NaN);
    expect(columns).toBe(5);
    expect(column(1)).toEqual([0, 0, 0, 0]);
    expectClose(column(2), [0, -Math.SQRT2, 0, Math.SQRT2]);
    expect(column(4)).toEqual([1, -1, 1, -1]);
    expect(column(0)[2]).toBe(0);
  });

  it('have no indicators where none are wanted, or where a column is never there', () => {
    expect(learnStandardisation(features, false).indicators).toHaveLength(0);
    expect(learnStandardisation({ rows: 2, columns: 1, values: Float64Array.of(NaN, NaN) }, true)).toEqual({
      columns: 1, indicators: new Int32Array(0), mean: Float64Array.of(0), scale: Float64Array.of(1),
    });
  });

  it.each([
    ['huge', 1e308], ['tiny', 1e-300], ['usual', 2],
  ])('are the same for %s values', (_name, size) => {
    const values = Float64Array.of(-1, 1, 0.5, -0.5).map((value) => value * size);
    const matrix = { rows: 4, columns: 1, values };
    const { values: inputs } = standardise(matrix, learnStandardisation(matrix, true));
    expectClose(inputs, [-1, 1, 0.5, -0.5].map((value) => value / Math.sqrt(0.625)));
  });

  it('stay finite', () => {
    const far = standardise({ rows: 1, columns: 3, values: Float64Array.of(1e300, -Infinity, 20) }, learnt);
    expect([...far.values.subarray(0, 3)]).toEqual([1e6, -1e6, 0]);
  });
});
