import { slicesOf } from './slices.js';

const ROWS = 120;
/** The first column is right about the class where it is at most 59, and of no use above. */
const labels = Float64Array.from({ length: ROWS }, (_, row) => row % 2);
const outcomes = Float64Array.from({ length: ROWS * 2 }, (_, at) => {
  const row = at >> 1;
  const ofOne = row < 60 ? (labels[row] as number) : 0.5;
  return at % 2 === 1 ? ofOne : 1 - ofOne;
});
const features = {
  rows: ROWS, columns: 3,
  values: Float64Array.from({ length: ROWS * 3 }, (_, at) => {
    const row = Math.floor(at / 3);
    return [row, row < 40 ? NaN : 7, 1][at % 3] as number;
  }),
};
const judged = { labels, outcomes, classes: 2 };

describe('slices', () => {
  it('tell how a model does below and above the median of a feature', () => {
    const found = slicesOf(judged, features, ['a', 'b', 'c'], [0]);
    expect(found.map(({ feature, values, rows, metrics }) => [feature, values, rows, metrics['auc']?.value])).toEqual([['a', '≤ 59', 60, 1], ['a', '> 59', 60, 0.5]]);
  });

  it('set what is missing apart; what all rows share is no slice', () => {
    expect(slicesOf(judged, features, ['a', 'b', 'c'], [1, 2]).map(({ feature, values, rows }) => [feature, values, rows])).toEqual([['b', 'missing', 40], ['b', 'known', 80]]);
  });

  it('of a few rows are left out', () => {
    const few = { labels: labels.slice(0, 40), outcomes: outcomes.slice(0, 80), classes: 2 };
    expect(slicesOf(few, { rows: 40, columns: 3, values: features.values.slice(0, 120) }, ['a', 'b', 'c'], [0])).toEqual([]);
  });

  it('of targets are measured as targets', () => {
    const [slice] = slicesOf({ labels: Float64Array.from({ length: ROWS }, (_, row) => row), outcomes: Float64Array.from({ length: ROWS }, (_, row) => row + 2), classes: 0 }, features, ['a', 'b', 'c'], [0]);
    expect(slice?.metrics['meanAbsoluteError']).toEqual({ value: 2 });
  });
});
