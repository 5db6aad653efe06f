import { readTrainingData, type TrainingData } from '../data/training-data.js';
import { selectColumns } from './select-columns.js';

const data = readTrainingData({
  features: Array.from({ length: 60 }, (_, row) => [row % 5, row % 2, 1, row % 4 < 2 ? row % 2 : row % 3]),
  labels: Array.from({ length: 60 }, (_, row) => (row % 2 === 1 ? 'odd' : 'even')),
  featureNames: ['five', 'two', 'one', 'half'],
}, 'classification') as TrainingData;

describe('selected columns', () => {
  it('are those that tell most of the class, in their old order', () => {
    const { featureNames, features } = selectColumns(data, 2);
    expect([featureNames, features.columns, [...features.values.slice(0, 4)]]).toEqual([['two', 'half'], 2, [0, 0, 1, 1]]);
  });

  it('are all where there are no more, or no classes to tell of', () => {
    expect(selectColumns(data, 4)).toBe(data);
    const targets = { ...data, classes: [] };
    expect(selectColumns(targets, 1)).toBe(targets);
  });
});
