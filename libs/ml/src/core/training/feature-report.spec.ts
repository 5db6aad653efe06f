import { seededRandom } from '#kernel';
import { algorithmNamed } from '../algorithms/index.js';
import { reportFeatures } from './feature-report.js';
import { rowsOf } from './hold-out.js';

const ROWS = 400;
const random = seededRandom(3);
const values = Float64Array.from({ length: ROWS * 3 }, () => random.next());
/** Of the second column alone. */
const labels = Float64Array.from({ length: ROWS }, (_, row) => ((values[row * 3 + 1] as number) > 0.5 ? 1 : 0));
const set = { features: { rows: ROWS, columns: 3, values }, labels, classes: 2 };
const names = ['noise', 'signal', 'more_noise'];

function judged() {
  const logistic = algorithmNamed('logistic_regression')!;
  const { values: hyperparameters } = logistic.check({}) as { values: Record<string, unknown> };
  const [train, test] = [Uint32Array.from({ length: 200 }, (_, row) => row), Uint32Array.from({ length: 200 }, (_, row) => row + 200)];
  return { fitted: logistic.fit(rowsOf(set, train), { hyperparameters, seed: 1, progress: () => undefined }), test };
}

describe('the report on features', () => {
  it('puts first what tells the class and what the model needs', () => {
    const [first, ...others] = reportFeatures(set, names, 1, judged());
    expect(first).toMatchObject({ feature: 'signal', mutualInformation: expect.closeTo(Math.log(2), 1) });
    expect(first!.permutationImportance).toBeGreaterThan(0.3);
    for (const { mutualInformation, permutationImportance } of others) {
      expect(mutualInformation).toBeLessThan(0.1);
      expect(Math.abs(permutationImportance!)).toBeLessThan(0.05);
    }
  });

  it('is the same for the same seed', () => expect(reportFeatures(set, names, 1, judged())).toEqual(reportFeatures(set, names, 1, judged())));

  it('leaves out what it cannot tell', () => {
    expect(reportFeatures({ ...set, classes: 0 }, names, 1)).toEqual(names.map((feature) => ({ feature, mutualInformation: null, permutationImportance: null })));
  });
});
