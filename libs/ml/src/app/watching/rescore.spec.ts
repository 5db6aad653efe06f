import { inSlices, rescoring } from './rescore.js';
import { classifier } from './watching.fixture.js';

const rows = [Float64Array.of(0.1, 0.2), Float64Array.of(NaN, 0.9)];

describe('another version asked what the served one was asked', () => {
  it('finds its features by name', async () => {
    const other = classifier({ featureNames: ['y'] });
    await expect(rescoring(classifier(), other)?.(rows)).resolves.toEqual([[0.8, 0.2], [expect.closeTo(0.1, 12), 0.9]]);
  });
  it('answers in the order of the served one’s classes', async () => {
    const other = classifier({ classes: ['spam', 'fine'], says: () => [0.7, 0.3] });
    await expect(rescoring(classifier(), other)?.(rows)).resolves.toEqual([[0.3, 0.7], [0.3, 0.7]]);
  });
  it('sees what is missing', () => expect(rescoring(classifier(), classifier({ says: ([x]) => [Number(Number.isNaN(x)), 0] }))?.(rows)).resolves.toEqual([[0, 0], [1, 0]]));
  it.each([
    ['wants another feature', classifier({ featureNames: ['x', 'z'] })],
    ['knows another class', classifier({ classes: ['fine', 'scam'] })],
    ['knows one class more', classifier({ classes: ['fine', 'spam', 'scam'] })],
    ['is of another type', { ...classifier(), modelType: 'regression' as const }],
  ])('cannot where it %s', (_name, other) => expect(rescoring(classifier(), other)).toBeUndefined());

  it.each([['regression', { value: 3 }, 3], ['anomaly', { score: 0.4, anomalous: true }, 0.4]] as const)('says one number of a %s', async (modelType, prediction, cell) => {
    const model = { ...classifier(), modelType, classes: [], predict: () => [prediction] };
    await expect(rescoring(model, model)?.([Float64Array.of(1, 2)])).resolves.toEqual([[cell]]);
  });
});

it.each([[0, []], [250, [250]], [251, [250, 1]], [600, [250, 250, 100]]])('%d items come in slices of %j', async (count, sizes) => {
  const seen: number[] = [];
  const items: number[] = [];
  for await (const slice of inSlices(Array.from({ length: count }, (_, index) => index))) {
    seen.push(slice.length);
    items.push(...slice);
  }
  expect([seen, items]).toEqual([sizes, Array.from({ length: count }, (_, index) => index)]);
});
