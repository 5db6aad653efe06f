import fc from 'fast-check';
import { decodeDataset, encodeDataset } from './dataset-codec.js';
import { isFault, readTrainingData, type TrainingData } from './training-data.js';

const read = (sent: Parameters<typeof readTrainingData>[0], type: Parameters<typeof readTrainingData>[1] = 'classification'): ReturnType<typeof readTrainingData> => readTrainingData(sent, type);
const good = (sent: Parameters<typeof readTrainingData>[0], type: Parameters<typeof readTrainingData>[1] = 'classification'): TrainingData => {
  const data = read(sent, type);
  if (isFault(data)) throw new Error(data.detail);
  return data;
};

describe('training data', () => {
  it('become numbers in rows, classes in a fixed order, and null becomes missing', () => {
    const data = good({ features: [[1, null], [2.5, -3]], labels: ['spam', 'fine'], featureNames: ['a', 'b.c'] });
    expect(data).toMatchObject({ featureNames: ['a', 'b.c'], classes: ['fine', 'spam'], features: { rows: 2, columns: 2 } });
    expect([[...data.features.values], [...(data.labels ?? [])]]).toEqual([[1, NaN, 2.5, -3], [1, 0]]);
  });

  it.each([
    [[10, 9, 10], [9, 10]], [[true, false], [false, true]], [['b', 'a', 'c'], ['a', 'b', 'c']],
  ])('order the classes of %j', (labels, classes) => expect(good({ features: labels.map(() => [1]), labels }).classes).toEqual(classes));

  it('name features that nobody named', () => expect(good({ features: [[1, 2]], labels: [3] }, 'regression').featureNames).toEqual(['f0', 'f1']));

  it('take targets of a regression as they are, and none for anomalies', () => {
    expect([...(good({ features: [[1], [2]], labels: [0.5, -7] }, 'regression').labels ?? [])]).toEqual([0.5, -7]);
    expect(good({ features: [[1]] }, 'anomaly').labels).toBeUndefined();
  });

  it.each([
    ['no list', { features: 5 }, 'training_data_invalid', 'features'],
    ['no rows', { features: [] }, 'training_data_empty', 'features'],
    ['rows that are no lists', { features: [{ a: 1 }] }, 'training_data_invalid', 'features.0'],
    ['rows of nothing', { features: [[]] }, 'training_data_invalid', 'features.0'],
    ['a later row that is none', { features: [[1], 2] }, 'training_data_invalid', 'features.1'],
    ['ragged rows', { features: [[1, 2], [1]] }, 'training_data_ragged', 'features.1'],
    ['a text', { features: [[1, '2']] }, 'training_data_not_numeric', 'features.0.1'],
    ['infinity', { features: [[1e999]] }, 'training_data_not_numeric', 'features.0.0'],
    ['too many columns', { features: [new Array(2001).fill(0)] }, 'training_data_too_large', 'features'],
    ['a name too few', { features: [[1, 2]], featureNames: ['a'] }, 'training_data_invalid', 'featureNames'],
    ['a bad name', { features: [[1]], featureNames: ['1st'] }, 'training_data_invalid', 'featureNames.0'],
    ['a name twice', { features: [[1, 2]], featureNames: ['a', 'a'] }, 'training_data_invalid', 'featureNames.1'],
    ['no labels', { features: [[1]] }, 'training_data_label_mismatch', 'labels'],
    ['a label with NUL', { features: [[1], [2]], labels: ['a', '\0'] }, 'training_data_invalid', 'labels.1'],
    ['half a character for a label', { features: [[1], [2]], labels: ['\ud800', 'a'] }, 'training_data_invalid', 'labels.0'],
    ['a time too few', { features: [[1], [2]], labels: [0, 1], times: [5] }, 'training_data_invalid', 'times'],
    ['a time that is no number', { features: [[1], [2]], labels: [0, 1], times: [5, '6'] }, 'training_data_not_numeric', 'times.1'],
    ['a label too few', { features: [[1], [2]], labels: [1] }, 'training_data_label_mismatch', 'labels'],
    ['one class', { features: [[1], [2]], labels: [1, 1] }, 'training_data_one_class', 'labels'],
    ['a label that is none', { features: [[1], [2]], labels: [1, null] }, 'training_data_invalid', 'labels.1'],
    ['two classes of one writing', { features: [[1], [2]], labels: [1, '1'] }, 'training_data_invalid', 'labels'],
    ['a hundred and one classes', { features: Array.from({ length: 101 }, () => [1]), labels: Array.from({ length: 101 }, (_, at) => at) }, 'training_data_invalid', 'labels'],
  ])('are refused for %s', (_name, sent, code, path) => expect(read(sent)).toMatchObject({ code, errors: [{ path }] }));

  it.each([
    ['regression', { features: [[1]], labels: ['x'] }, 'training_data_not_numeric', 'labels.0'],
    ['anomaly', { features: [[1]], labels: [1] }, 'training_data_invalid', 'labels'],
  ] as const)('are refused for labels that a %s does not take', (type, sent, code, path) => expect(read(sent, type)).toMatchObject({ code, errors: [{ path }] }));

  it('are refused where there are more cells than five million', () => {
    const row = new Array<number>(2000).fill(0);
    expect(read({ features: Array.from({ length: 2501 }, () => row) })).toMatchObject({ code: 'training_data_too_large' });
  });
});

it('puts classes of several kinds in one order, whatever that of the rows', () => {
  for (const labels of [[2, 10, '1a', true], ['1a', true, 10, 2], [10, '1a', 2, true]]) {
    expect(good({ features: labels.map(() => [1]), labels }).classes).toEqual([true, 2, 10, '1a']);
  }
});

it('takes no target whose squares would be infinite', () => {
  expect(read({ features: [[1], [2]], labels: [1, 1e155] }, 'regression')).toMatchObject({ code: 'training_data_not_numeric', errors: [{ path: 'labels.1' }] });
});

describe('a data set as bytes', () => {
  const cell = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null));
  const table = fc.integer({ min: 1, max: 5 }).chain((columns) => fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 2, maxLength: 9 }));

  it('is what it was, at any offset of a buffer', () => {
    fc.assert(fc.property(table, fc.nat(9), fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()), (features, offset, [labelled, timed, grouped]) => {
      const sent = { features, ...(timed && { times: features.map((_, row) => row / 2) }), ...(labelled && { labels: features.map((_, row) => row % 2 === 0 ? 'größer' : 'kleiner') }) };
      const plain = good(sent, labelled ? 'classification' : 'anomaly');
      const data = grouped ? { ...plain, groups: Float64Array.from(features, (_, row) => row >> 1) } : plain;
      const bytes = encodeDataset(data);
      const larger = new Uint8Array(bytes.length + offset);
      larger.set(bytes, offset);
      expect(decodeDataset(larger.subarray(offset))).toEqual(data);
    }));
  });

  it('is refused where it was cut off or grew', () => {
    const bytes = encodeDataset({ ...good({ features: [[1], [2]], labels: [0, 1] }), groups: Float64Array.of(0, 0) });
    for (let length = 0; length < bytes.length; length++) expect(() => decodeDataset(bytes.subarray(0, length))).toThrow();
    expect(() => decodeDataset(Uint8Array.of(...bytes, 0))).toThrow('length');
  });
});
