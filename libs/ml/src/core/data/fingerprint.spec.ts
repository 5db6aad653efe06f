import fc from 'fast-check';
import golden from '../../../../../test/golden/fingerprint.json' with { type: 'json' };
import type { TrainingSet } from '../algorithms/algorithm.js';
import { fingerprint } from './fingerprint.js';

interface Given {
  readonly rows: number;
  readonly columns: number;
  readonly values: readonly (number | null)[];
  readonly labels: readonly number[] | null;
  readonly classes: number;
}

const setOf = ({ rows, columns, values, labels, classes }: Given): TrainingSet =>
  ({ features: { rows, columns, values: Float64Array.from(values, (value) => value ?? NaN) }, labels: labels === null ? undefined : Float64Array.from(labels), classes });

describe('fingerprint', () => {
  it.each(golden)('is that of the reference: $name', ({ fingerprint: expected, ...given }) => expect(fingerprint(setOf(given))).toBe(expected));

  const set: Given = { rows: 2, columns: 2, values: [1, 2, 3, null], labels: [0, 1], classes: 2 };
  it.each<[string, Partial<Given>]>([
    ['a value', { values: [1, 2, 3.0000000000000004, null] }], ['the order', { values: [2, 1, 3, null] }], ['a gap', { values: [1, 2, 3, 0] }],
    ['the shape', { rows: 4, columns: 1 }],
    ['a label', { labels: [1, 1] }], ['labels at all', { labels: null }], ['the classes', { classes: 3 }],
  ])('tells %s', (_name, change) => expect(fingerprint(setOf({ ...set, ...change }))).not.toBe(fingerprint(setOf(set))));

  it('knows one missing value and one zero', () => {
    const bits = new BigUint64Array([0xfff8000000000001n]);
    const other = { rows: 1, columns: 2, values: Float64Array.of(new Float64Array(bits.buffer)[0]!, -0) };
    expect(fingerprint({ features: other, classes: 0 })).toBe(fingerprint({ features: { ...other, values: Float64Array.of(NaN, 0) }, classes: 0 }));
  });

  it('differs for sets that differ', () => {
    const drawn = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 6 });
    fc.assert(fc.property(drawn, drawn, (one, other) => {
      const digits = [one, other].map((values) => fingerprint({ features: { rows: values.length, columns: 1, values: Float64Array.from(values) }, classes: 0 }));
      expect(digits[0] === digits[1]).toBe(JSON.stringify(one) === JSON.stringify(other));
    }));
  });
});
