import { figureOf, isWorse, type SaidOfRows } from './figure.js';

const spam: SaidOfRows = { modelType: 'classification', classes: 2, outcomes: [[0.9, 0.1], [0.4, 0.6], [0.2, 0.8], [0.7, 0.3]], labels: [0, 0, 1, 1] };
const three: SaidOfRows = { modelType: 'classification', classes: 3, outcomes: [[0.8, 0.1, 0.1], [0.1, 0.2, 0.7]], labels: [0, 1] };
const price: SaidOfRows = { modelType: 'regression', classes: 0, outcomes: [[2], [5]], labels: [1, 5] };
const strange: SaidOfRows = { modelType: 'anomaly', classes: 0, outcomes: [[0.3], [0.9], [0.4], [0.35]], labels: [0, 1, 0, 1] };

it.each<[string, string, SaidOfRows, number | undefined]>([
  ['two classes', 'auc', spam, 0.75], ['two classes', 'brier', spam, (0.01 + 0.36 + 0.04 + 0.49) / 4], ['two classes', 'accuracy', spam, 0.5],
  ['several classes', 'accuracy', three, 0.5], ['a regression', 'meanAbsoluteError', price, 0.5], ['anomalies', 'auc', strange, 0.75],
  ['two classes', 'meanAbsoluteError', spam, undefined], ['rows of one class', 'auc', { ...spam, labels: [1, 1, 1, 1] }, undefined],
])('of %s: %s', (_what, name, said, value) => {
  const found = figureOf(name, said);
  if (value === undefined) expect(found).toBeUndefined();
  else expect(found).toBeCloseTo(value, 12);
});

it.each([['auc', 0.7, 0.8, true], ['auc', 0.8, 0.7, false], ['auc', 0.7, 0.7, false], ['brier', 0.2, 0.1, true], ['brier', 0.1, 0.2, false], ['loss', 0.1, 0.1, false]])(
  '%s of %d against %d: worse is %p', (name, figure, other, worse) => expect(isWorse(name, figure, other)).toBe(worse));
