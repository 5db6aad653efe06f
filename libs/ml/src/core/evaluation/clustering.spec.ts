import fc from 'fast-check';
import golden from '../../../../../test/golden/clustering.json' with { type: 'json' };
import { adjustedRandIndex, vMeasure } from './clustering.js';

const partition = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { minLength: 1, maxLength: 40 });

describe('scores of a clustering', () => {
  it.each(golden)('are those of scikit-learn: $name', ({ truth, clusters, ...expected }) => {
    expect(adjustedRandIndex({ truth, clusters })).toBeCloseTo(expected.adjustedRandIndex, 12);
    expect(vMeasure({ truth, clusters })).toBeCloseTo(expected.vMeasure, 12);
  });

  it('do not ask what a class or a cluster is called', () =>
    fc.assert(fc.property(partition, (items) => {
      const plain = { truth: items.map(([truth]) => truth), clusters: items.map(([, cluster]) => cluster) };
      const named = { truth: items.map(([truth]) => `class ${5 - truth}`), clusters: items.map(([, cluster]) => (cluster * 7 + 3) % 11) };
      expect(adjustedRandIndex(named)).toBeCloseTo(adjustedRandIndex(plain) ?? NaN, 12);
      expect(vMeasure(named)).toBeCloseTo(vMeasure(plain) ?? NaN, 12);
    })));

  it('are 1 for the truth itself', () =>
    fc.assert(fc.property(fc.array(fc.nat(5), { minLength: 1 }), (truth) => {
      expect(adjustedRandIndex({ truth, clusters: truth })).toBeCloseTo(1, 12);
      expect(vMeasure({ truth, clusters: truth })).toBeCloseTo(1, 12);
    })));

  it('tell a number from the text of it', () => expect(adjustedRandIndex({ truth: ['a', 'a'], clusters: [1, '1'] })).toBe(0));

  it.each([['the adjusted Rand index', adjustedRandIndex], ['the V-measure', vMeasure]])('%s is undefined without items and refuses lengths that differ', (_name, score) => {
    expect(score({ truth: [], clusters: [] })).toBeUndefined();
    expect(() => score({ truth: [1], clusters: [1, 2] })).toThrow('1 labels with 2 clusters');
  });
});
