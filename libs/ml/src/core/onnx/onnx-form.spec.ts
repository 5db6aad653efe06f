import { onnxFeeds, readOnnxForm, type OnnxTensor, type OnnxWish } from './onnx-form.js';
import { onnxOutcomes, trialFault, unansweredRow, type OnnxTrial } from './onnx-outcomes.js';

const tensor = (name: string, shape: OnnxTensor['shape'], type: string | undefined = 'float32'): OnnxTensor => ({ name, shape, type });
const VALUE: OnnxWish = { modelType: 'regression', featureNames: undefined, classes: [], threshold: undefined };
const classes = (...names: readonly string[]): OnnxWish => ({ ...VALUE, modelType: 'classification', classes: names });
const x = tensor('x', ['n', 2]);
const y = tensor('y', ['n', 1]);

describe('the form of a model', () => {
  it.each<[string, readonly OnnxTensor[], readonly OnnxTensor[], OnnxWish, object]>([
    ['one tensor of all', [x], [y], VALUE, { featureNames: ['f0', 'f1'], form: { inputs: [{ name: 'x', type: 'float32', rank: 2 }], output: 'y', width: 1 } }],
    ['as many features as are named', [tensor('x', ['n', 'f'])], [y], { ...VALUE, featureNames: ['a', 'b', 'c'] }, { featureNames: ['a', 'b', 'c'] }],
    ['a tensor a feature', [tensor('a', ['n']), tensor('b', ['n', 1], 'float64')], [y], VALUE, { featureNames: ['a', 'b'], form: { inputs: [{ name: 'a', rank: 1 }, { name: 'b', type: 'float64', rank: 2 }] } }],
    ['a tensor a feature under other names', [tensor('a', ['n']), tensor('b', ['n'])], [y], { ...VALUE, featureNames: ['calls', 'b'] }, { featureNames: ['calls', 'b'], form: { inputs: [{ name: 'a' }, { name: 'b' }] } }],
    ['one probability of two', [x], [y], classes('a', 'b'), { form: { width: 1 } }],
    ['probabilities beside a label', [x], [tensor('label', ['n'], 'int64'), tensor('probabilities', ['n', 3])], classes('a', 'b', 'c'), { form: { output: 'probabilities', width: 3 } }],
    ['the probabilities of several floats', [x], [tensor('logits', ['n', 3]), tensor('probabilities', ['n', 'c'])], classes('a', 'b', 'c'), { form: { output: 'probabilities', width: 3 } }],
    ['a threshold', [x], [tensor('score', ['n'])], { ...VALUE, modelType: 'anomaly', threshold: 0.7 }, { form: { threshold: 0.7 } }],
  ])('is %s', (_name, inputs, outputs, wish, found) => expect(readOnnxForm(inputs, outputs, wish)).toMatchObject({ found }));

  it.each<[string, readonly OnnxTensor[], readonly OnnxTensor[], OnnxWish, string]>([
    ['no input', [], [y], VALUE, 'model.inputs'],
    ['whole numbers', [tensor('x', ['n', 2], 'int64')], [y], VALUE, 'model.inputs.x'],
    ['a fixed number of rows', [tensor('x', [1, 2])], [y], VALUE, 'model.inputs.x'],
    ['pictures', [tensor('x', ['n', 3, 8, 8])], [y], VALUE, 'model.inputs.x'],
    ['two matrices', [x, tensor('z', ['n', 2])], [y], VALUE, 'model.inputs.x'],
    ['features without number or name', [tensor('x', ['n', 'f'])], [y], VALUE, 'featureNames'],
    ['no feature', [tensor('x', ['n', 0])], [y], VALUE, 'featureNames'],
    ['other names', [x], [y], { ...VALUE, featureNames: ['a'] }, 'featureNames'],
    ['names of its inputs in another order', [tensor('a', ['n']), tensor('b', ['n'])], [y], { ...VALUE, featureNames: ['b', 'a'] }, 'featureNames'],
    ['the name of another input', [tensor('a', ['n']), tensor('b', ['n'])], [y], { ...VALUE, featureNames: ['b', 'c'] }, 'featureNames'],
    ['maps', [x], [tensor('label', ['n'], 'int64'), tensor('probabilities', [], undefined)], classes('a', 'b'), 'model.outputs'],
    ['two values', [x], [y, tensor('z', ['n'])], VALUE, 'model.outputs'],
    ['too many columns', [x], [tensor('y', ['n', 4])], VALUE, 'model.outputs.y'],
  ])('is none of %s', (_name, inputs, outputs, wish, path) => expect(readOnnxForm(inputs, outputs, wish)).toMatchObject({ errors: [{ path }] }));

  it('takes rows as one tensor, or column by column', () => {
    const rows = { rows: 2, columns: 2, values: Float64Array.of(1, NaN, 3, 4) };
    expect(onnxFeeds({ inputs: [{ name: 'x', type: 'float32', rank: 2 }], output: 'y', width: 1 }, rows)).toEqual([{ name: 'x', type: 'float32', dims: [2, 2], data: Float32Array.of(1, NaN, 3, 4) }]);
    expect(onnxFeeds({ inputs: [{ name: 'a', type: 'float64', rank: 1 }, { name: 'b', type: 'float32', rank: 2 }], output: 'y', width: 1 }, rows)).toEqual([
      { name: 'a', type: 'float64', dims: [2], data: Float64Array.of(1, 3) }, { name: 'b', type: 'float32', dims: [2, 1], data: Float32Array.of(NaN, 4) },
    ]);
  });
});

describe('outcomes', () => {
  it.each<[string, number, number, readonly number[], readonly number[]]>([
    ['one column of two classes is the second', 1, 2, [0.25, 1], [0.75, 0.25, 0, 1]], ['a column a class', 2, 2, [0.4, 0.6], [0.4, 0.6]], ['a value', 1, 0, [7, 8], [7, 8]],
  ])('%s', (_name, width, count, raw, outcomes) => expect(onnxOutcomes({ width }, Float64Array.from(raw), count)).toEqual(Float64Array.from(outcomes)));

  it.each<[readonly number[], number | undefined]>([[[1, 2, 3, 4], undefined], [[1, 2, 3, NaN], 1], [[Infinity, 2], 0]])('%j lacks row %s', (outcomes, row) => expect(unansweredRow(Float64Array.from(outcomes), 2)).toBe(row));

  const trial = (parts: Partial<Record<'together' | 'alone', readonly number[]>>, modelType: OnnxTrial['modelType'] = 'classification'): OnnxTrial => {
    const { together = [0.5, 0.5, 0.1, 0.9], alone = [0.5, 0.5] } = parts;
    return { modelType, width: alone.length === 1 ? 1 : 2, rows: 2, together: Float64Array.from(together), alone: Float64Array.from(alone) };
  };
  it.each<[string, OnnxTrial, RegExp | undefined]>([
    ['probabilities', trial({}), undefined],
    ['values', trial({ together: [7, -3], alone: [7] }, 'regression'), undefined],
    ['rounding', trial({ together: [7.000_001, -3], alone: [7] }, 'regression'), undefined],
    ['too few numbers', trial({ together: [0.5] }), /gives 1 numbers for 2 rows where 4/],
    ['NaN', trial({ together: [0.5, 0.5, NaN, 1] }), /not finite/],
    ['NaN alone', trial({ alone: [NaN, 1] }), /not finite/],
    ['sums beside 1', trial({ together: [0.5, 0.6, 0.1, 0.9] }), /no probabilities/],
    ['shares below 0', trial({ together: [-1, 2, 0.1, 0.9] }), /no probabilities/],
    ['rows that change each other', trial({ alone: [0.4, 0.6] }), /depends on other rows/],
  ])('of a trial may be %s or not', (_name, given, fault) => (fault === undefined ? expect(trialFault(given)).toBeUndefined() : expect(trialFault(given)).toMatch(fault)));
});
