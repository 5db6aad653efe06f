import fc from 'fast-check';
import { readTensors } from './read-tensors.js';

const NAMES = ['x', 'y'];
const whole = { name: 'input', datatype: 'FP64', shape: [2, 2], data: [1, 2, 3, 4] as unknown };
const x = { name: 'x', datatype: 'FP32', shape: [2], data: [1, 3] as unknown };
const y = { name: 'y', datatype: 'FP64', shape: [2, 1], data: [[2], [4]] as unknown };

function valuesOf(inputs: unknown, names: readonly string[] = NAMES): readonly number[] {
  const read = readTensors(inputs, names);
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  expect([read.features.rows * read.features.columns, read.features.columns]).toEqual([read.features.values.length, names.length]);
  return [...read.features.values];
}

describe('input tensors', () => {
  it.each([
    ['all features, flat', [whole], [1, 2, 3, 4]],
    ['all features, nested', [{ ...whole, data: [[1, 2], [3, 4]] }], [1, 2, 3, 4]],
    ['null as missing', [{ ...whole, data: [[1, null], [null, 4]] }], [1, NaN, NaN, 4]],
    ['null first, flat', [{ ...whole, data: [null, 2, 3, 4] }], [NaN, 2, 3, 4]],
    ['a tensor a feature, in any order', [y, x], [1, 2, 3, 4]],
    ['a column written flat', [x, { ...y, data: [2, 4] }], [1, 2, 3, 4]],
    ['a feature without a tensor as missing', [y], [NaN, 2, NaN, 4]],
    ['a zero as a zero', [{ ...whole, shape: [1, 2], data: [0, -0] }], [0, -0]],
  ])('read %s', (_name, inputs, values) => expect(valuesOf(inputs)).toEqual(values));

  it.each([
    ['of one dimension means it', [{ ...x, name: 'input' }], [1, NaN, 3, NaN]],
    ['of two dimensions means all', [whole], [1, 2, 3, 4]],
  ])('where a feature is named like the whole, a tensor %s', (_name, inputs, values) => expect(valuesOf(inputs, ['input', 'y'])).toEqual(values));

  it.each([
    ['no list', {}, 'inputs'],
    ['an empty list', [], 'inputs'],
    ['a number for a tensor', [1], 'inputs.0'],
    ['no name', [{ ...whole, name: 1 }], 'inputs.0.name'],
    ['a name that is no feature', [{ ...x, name: 'z' }], 'inputs.0.name'],
    ['all features beside one of them', [whole, x], 'inputs.0.name'],
    ['one feature twice', [x, x], 'inputs.1.name'],
    ['a datatype that is no float', [{ ...whole, datatype: 'BYTES' }], 'inputs.0.datatype'],
    ['no shape', [{ ...whole, shape: undefined }], 'inputs.0.shape'],
    ['three dimensions', [{ ...whole, shape: [1, 2, 2] }], 'inputs.0.shape'],
    ['no row', [{ ...whole, shape: [0, 2], data: [] }], 'inputs.0.shape'],
    ['half a row', [{ ...whole, shape: [1.5, 2] }], 'inputs.0.shape'],
    ['too many rows', [{ ...x, shape: [10_001], data: [] }], 'inputs.0.shape'],
    ['too few columns', [{ ...whole, shape: [4, 1] }], 'inputs.0.shape'],
    ['all features in one dimension', [{ ...whole, shape: [4] }], 'inputs.0.shape'],
    ['a feature of two columns', [{ ...whole, name: 'x' }], 'inputs.0.shape'],
    ['features of different length', [x, { ...y, shape: [1], data: [1] }], 'inputs.1.shape'],
    ['no data', [{ ...whole, data: undefined }], 'inputs.0.data'],
    ['too few cells', [{ ...whole, data: [1, 2, 3] }], 'inputs.0.data'],
    ['ragged rows', [{ ...whole, data: [[1, 2], [3]] }], 'inputs.0.data'],
    ['lists among numbers', [{ ...whole, data: [1, 2, 3, [4]] }], 'inputs.0.data.3'],
    ['a list in a vector', [{ ...x, data: [[1], [2]] }], 'inputs.0.data.0'],
    ['a text', [{ ...whole, data: [1, 2, '3', 4] }], 'inputs.0.data.2'],
    ['a number that is none', [{ ...whole, data: [1, 2, 3, Infinity] }], 'inputs.0.data.3'],
  ])('refuse %s', (_name, inputs, path) => expect(readTensors(inputs, NAMES)).toEqual({ errors: [{ path, message: expect.any(String) as string }] }));

  it('say the same flat, nested and by feature', () => {
    const cell = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null });
    fc.assert(fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), (rows) => {
      const shape = [rows.length, 2];
      const flat = valuesOf([{ ...whole, shape, data: rows.flat() }]);
      expect(flat).toEqual(rows.flat().map((value) => value ?? NaN));
      expect(valuesOf([{ ...whole, shape, data: rows }])).toEqual(flat);
      const byFeature = [0, 1].map((column) => ({ name: NAMES[column], datatype: 'FP64', shape: [rows.length], data: rows.map((row) => row[column]) }));
      expect(valuesOf(byFeature)).toEqual(flat);
    }));
  });
});
