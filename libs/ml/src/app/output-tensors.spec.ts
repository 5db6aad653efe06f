import { outputForms, outputTensors } from './output-tensors.js';
import type { Prediction } from './served-model.js';

const spam = { modelType: 'classification', classes: ['fine', 'spam'] } as const;
const verdicts: readonly Prediction[] = [
  { label: 'spam', probability: 0.75, probabilities: { spam: 0.75, fine: 0.25 } },
  { label: 'fine', probability: 1, probabilities: { spam: 0, fine: 1 } },
];
const label = { name: 'label', datatype: 'BYTES', shape: [2], data: ['spam', 'fine'] };
const probabilities = { name: 'probabilities', datatype: 'FP64', shape: [2, 2], parameters: { classes: '["fine","spam"]' }, data: [0.25, 0.75, 1, 0] };

describe('output tensors', () => {
  it('are labels and, in the order of the classes, probabilities', () => expect(outputTensors(spam, verdicts)).toEqual([label, probabilities]));
  it('are those that are asked for, in that order', () => {
    expect(outputTensors(spam, verdicts, ['probabilities', 'label'])).toEqual([probabilities, label]);
    expect(outputTensors(spam, verdicts, ['label'])).toEqual([label]);
  });
  it('are none where a name is no output', () => expect(outputTensors(spam, verdicts, ['label', 'score'])).toBeUndefined());

  it('are values of a regression', () =>
    expect(outputTensors({ modelType: 'regression', classes: [] }, [{ value: 2.5 }])).toEqual([{ name: 'value', datatype: 'FP64', shape: [1], data: [2.5] }]));
  it('are scores of anomalies and whether they are some', () =>
    expect(outputTensors({ modelType: 'anomaly', classes: [] }, [{ score: 0.4, anomalous: false }, { score: 0.9, anomalous: true }])).toEqual([
      { name: 'score', datatype: 'FP64', shape: [2], data: [0.4, 0.9] }, { name: 'anomalous', datatype: 'BOOL', shape: [2], data: [false, true] },
    ]));

  it.each([
    [[0, 1], 'INT64', 1], [[0.5, 1], 'FP64', 1], [[false, true], 'BOOL', true], [[0, 'one'], 'BYTES', '0'],
  ])('write labels %j as %s', (classes, datatype, written) => {
    const [first] = classes.slice(-1);
    const held = datatype === 'BYTES' ? (classes[0] as number) : (first as number);
    const probabilitiesOfOne = Object.fromEntries(classes.map((name) => [String(name), name === held ? 1 : 0]));
    expect(outputTensors({ modelType: 'classification', classes }, [{ label: held, probability: 1, probabilities: probabilitiesOfOne }], ['label'])).toEqual([{ name: 'label', datatype, shape: [1], data: [written] }]);
  });

  it('have forms of any number of rows', () => {
    const { data: _labels, ...labelForm } = label;
    const { data: _shares, ...shareForm } = probabilities;
    expect(outputForms(spam)).toEqual([{ ...labelForm, shape: [-1] }, { ...shareForm, shape: [-1, 2] }]);
  });
});
