import golden from '../../../../../test/golden/watching.json' with { type: 'json' };
import { inOneGo } from './in-one-go.fixture.js';
import { figureNames, rollingFigures as inSteps, type AnswerKind, type Figures, type LabelledAnswers } from './rolling-figures.js';

const rollingFigures = (kind: AnswerKind, answers: LabelledAnswers): Figures => inOneGo(inSteps(kind, answers));
const SPAM = { modelType: 'classification', classes: 2 } as const;
const ofClassOne = (scores: readonly number[]): Float64Array => Float64Array.from(scores.flatMap((score) => [1 - score, score]));

it.each(golden.twoClasses)('are those of scikit-learn: $name', ({ scores, labels, figures }) => {
  const found = rollingFigures(SPAM, { outcomes: ofClassOne(scores), labels: Float64Array.from(labels) });
  for (const [name, value] of Object.entries(figures)) expect([name, found[name]!.value]).toEqual([name, expect.closeTo(value, 10)]);
  expect(found['auc']!.low! < figures.auc && found['auc']!.high! > figures.auc).toBe(true);
});

it.each([
  ['no row', SPAM, [], [], 10, {}],
  ['a row of each class', SPAM, [0.4, 0.6, 0.2, 0.8], [0, 1], 10, { auc: null, accuracy: { value: 0.5 }, recall: { value: 1 } }],
  ['nothing called class one', SPAM, [0.9, 0.1, 0.8, 0.2], [0, 1], 10, { recall: { value: 0 }, accuracy: { value: 0.5 } }],
  ['several classes', { modelType: 'classification', classes: 3 }, [0.5, 0.3, 0.2, 0.1, 0.2, 0.7], [0, 1], 3, { accuracy: { value: 0.5 }, balancedAccuracy: { value: 0.5 } }],
  ['targets', { modelType: 'regression', classes: 0 }, [1, 2, 6], [1, 2, 3], 3, { meanAbsoluteError: { value: 1 }, rootMeanSquaredError: { value: Math.sqrt(3) } }],
  ['anomalies', { modelType: 'anomaly', classes: 0 }, [0.4, 0.7, 0.5, 0.9], [0, 1, 0, 1], 2, { auc: { value: 1, low: 1, high: 1 }, averagePrecision: { value: 1 } }],
] as const)('of %s have every name, and null where they are not known', (_name, kind, outcomes, labels, names, expected) => {
  const found = rollingFigures(kind, { outcomes: Float64Array.from(outcomes), labels: Float64Array.from(labels) });
  expect(Object.keys(found)).toHaveLength(names);
  expect(found).toMatchObject(expected);
  expect(figureNames(kind.modelType)).toEqual(expect.arrayContaining(Object.keys(found)));
});

it('leave precision and AUC unknown where nothing is called, or nothing is there to be told apart', () => {
  expect(rollingFigures(SPAM, { outcomes: ofClassOne([0.1, 0.2]), labels: Float64Array.of(1, 1) })).toMatchObject({ auc: null, precision: null, recall: { value: 0 } });
  expect(rollingFigures(SPAM, { outcomes: ofClassOne([0.1, 0.2]), labels: Float64Array.of(0, 0) })).toMatchObject({ auc: null, averagePrecision: null, recall: null });
});
