import fc from 'fast-check';
import golden from '../../../../../test/golden/selection.json' with { type: 'json' };
import { mutualInformation, rankColumns } from './mutual-information.js';

const valuesOf = (values: readonly (number | null)[]): Float64Array => Float64Array.from(values, (value) => value ?? NaN);

describe('mutualInformation', () => {
  it.each(golden)('is that of scikit-learn: $name', ({ values, labels, classes, bins, nats }) =>
    expect(mutualInformation(valuesOf(values), Float64Array.from(labels), classes, bins)).toBeCloseTo(nats, 12));

  it.each([
    ['the class itself', [5, 9, 5, 9], Math.LN2], ['a constant', [1, 1, 1, 1], 0], ['nothing but gaps', [null, null, null, null], 0],
    ['gaps that tell all', [1, null, 2, null], Math.LN2],
  ])('of %s', (_name, values, expected) => expect(mutualInformation(valuesOf(values), Float64Array.of(0, 1, 0, 1), 2)).toBeCloseTo(expected, 12));

  it('lies between nothing and all, and does not mind which order the rows have or how the feature is scaled', () => {
    const rows = fc.array(fc.record({ value: fc.option(fc.integer({ min: -9, max: 9 })), label: fc.nat(2) }), { minLength: 1, maxLength: 50 });
    fc.assert(fc.property(rows, (drawn) => {
      const of = (list: typeof drawn, scale: number): number =>
        mutualInformation(valuesOf(list.map(({ value }) => value)).map((value) => scale * value + 1), Float64Array.from(list, ({ label }) => label), 3, 6)!;
      expect(of(drawn, 1)).toBeGreaterThanOrEqual(0);
      expect(of(drawn, 1)).toBeLessThanOrEqual(Math.log(3) + 1e-12);
      expect(of(drawn.toReversed(), 8)).toBeCloseTo(of(drawn, 1), 12);
    }));
  });

  it('is undefined without rows, and refuses labels that do not match', () => {
    expect(mutualInformation(new Float64Array(0), new Float64Array(0), 2)).toBeUndefined();
    expect(() => mutualInformation(new Float64Array(2), new Float64Array(1), 2)).toThrow('2 values with 1 labels');
  });
});

describe('rankColumns', () => {
  const features = { rows: 4, columns: 3, values: Float64Array.of(1, 5, 1, 1, 9, 2, 1, 5, 3, 1, 9, 3) };

  it('puts the most informative column first', () => {
    const ranked = rankColumns({ features, labels: Float64Array.of(0, 1, 0, 1), classes: 2 });
    expect(ranked.map(({ column, nats }) => [column, nats])).toEqual([[1, expect.closeTo(Math.LN2, 12)], [2, expect.closeTo(Math.LN2 / 2, 12)], [0, expect.closeTo(0, 12)]]);
  });

  it.each([
    ['labels', { features, classes: 0 }], ['rows', { features: { ...features, rows: 0 }, labels: new Float64Array(0), classes: 2 }],
  ])('is empty without %s', (_name, set) =>
    expect(rankColumns(set)).toEqual([]));
});
