import { classLoss } from '../../core/index.js';
import { compareOnRows, type Side } from './compare-on-rows.js';

const model = { modelType: 'classification', classes: ['fine', 'spam'] } as const;
const side = (...spam: readonly number[]): Side => ({ lossOf: classLoss, outcomes: spam.map((share) => [1 - share, share]) });
const labels = [0, 0, 1, 1];
const [good, bad] = [side(0.1, 0.2, 0.8, 0.9), side(0.9, 0.2, 0.8, 0.1)];

it.each([
  ['by the figure that fell', 'auc', good, bad, { figure: 'auc', served: 1, earlier: 0.25, rows: 4, earlierIsWorse: true }],
  ['the other way round', 'auc', bad, good, { figure: 'auc', served: 0.25, earlier: 1, rows: 4, earlierIsWorse: false }],
  ['as equals', 'auc', bad, bad, { figure: 'auc', served: 0.25, earlier: 0.25, rows: 4, earlierIsWorse: false }],
  ['by a figure of which less is better', 'brier', good, bad, expect.objectContaining({ figure: 'brier', earlierIsWorse: true })],
  ['by the mean loss where the figure is unknown', 'charm', good, bad, expect.objectContaining({ figure: 'loss', earlierIsWorse: true })],
])('two versions are compared %s', (_name, subject, served, earlier, expected) =>
  expect(compareOnRows(subject, { model, labels, served, earlier })).toEqual(expected));

it('rows whose label is no class tell nothing', () => {
  const [served, earlier] = [side(0.1, 0.2, 0.8, 0.9, 0), side(0.1, 0.2, 0.8, 0.9, 1)];
  expect(compareOnRows('auc', { model, labels: [0, 0, 1, 1, 5], served, earlier })).toMatchObject({ rows: 4, earlierIsWorse: false });
  expect(compareOnRows('auc', { model, labels: [NaN], served: side(0.1), earlier: side(0.1) })).toBeUndefined();
});
