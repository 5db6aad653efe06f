import fc from 'fast-check';
import { seededRandom } from '#kernel';
import golden from '../../../../../test/golden/drift.json' with { type: 'json' };
import { featureDrift } from './feature-drift.js';
import { profileAgainst, profileColumns, profileFeature } from './feature-profile.js';
import { kolmogorovSmirnov, kolmogorovTail } from './kolmogorov-smirnov.js';
import { populationStabilityIndex } from './population-stability.js';

const valuesOf = (values: readonly (number | null)[]): Float64Array => Float64Array.from(values, (value) => value ?? NaN);
const anyValue = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -1e300, max: 1e300 }), fc.constantFrom(NaN, -Infinity, Infinity));
// −0 + 0 is 0: JSON knows no −0.
const drawn = fc.array(anyValue, { maxLength: 60 }).map((values) => Float64Array.from(values, (value) => value + 0));

describe('a feature profile', () => {
  it.each(golden.stability)('has the bins and shares of NumPy: $name', ({ trained, live, bins, edges, trainedShares, liveShares, mean }) => {
    const profile = profileFeature(valuesOf(trained), bins);
    const compared = profileAgainst(profile, valuesOf(live));
    expect(profile.edges.slice(1)).toEqual(edges);
    expect([...profile.shares, profile.missingShare]).toEqual(trainedShares.map((share): unknown => expect.closeTo(share, 12)));
    expect([...compared.shares, compared.missingShare]).toEqual(liveShares.map((share): unknown => expect.closeTo(share, 12)));
    expect(profile.mean).toBeCloseTo(mean, 10);
  });

  it('adds up to one, comes back from JSON, and finds none of its own finite values outside', () => {
    fc.assert(fc.property(drawn, fc.integer({ min: 1, max: 20 }), (values, bins) => {
      const finite = values.filter((value) => Number.isNaN(value) || Number.isFinite(value));
      const profile = profileFeature(finite, bins);
      expect(profile.shares.reduce((sum, share) => sum + share, profile.missingShare)).toBeCloseTo(finite.length > 0 ? 1 : 0, 12);
      if (profile.edges.length > 0) expect([profile.shares[0], profile.shares.at(-1)]).toEqual([0, 0]);
      expect(JSON.parse(JSON.stringify(profile))).toEqual(profile);
    }));
  });

  it.each([
    ['no rows', [], { rows: 0, missingShare: 0, mean: null, edges: [], shares: [0] }],
    ['one value and infinities', [-Infinity, 4, Infinity], { rows: 3, missingShare: 0, mean: 4, edges: [expect.closeTo(4, 12), 4], shares: [1 / 3, 1 / 3, 1 / 3] }],
    ['nothing but gaps', [NaN, NaN], { rows: 2, missingShare: 1, mean: null, edges: [], shares: [0] }],
  ])('of %s', (_name, values, expected) => expect(profileFeature(Float64Array.from(values))).toEqual(expected));
});

describe('populationStabilityIndex', () => {
  it.each(golden.stability)('is that of NumPy: $name', ({ trained, live, bins, index }) => {
    const profile = profileFeature(valuesOf(trained), bins);
    expect(populationStabilityIndex(profile, profileAgainst(profile, valuesOf(live)))).toBeCloseTo(index, 10);
  });

  it('is 0 for the same rows, never below, and the same both ways', () => {
    fc.assert(fc.property(drawn, drawn, (trained, live) => {
      fc.pre(trained.length > 0 && live.length > 0);
      const profile = profileFeature(trained);
      const other = profileAgainst(profile, live);
      expect(populationStabilityIndex(profile, profile)).toBe(0);
      expect(populationStabilityIndex(profile, other)).toBeGreaterThanOrEqual(0);
      expect(populationStabilityIndex(other, profile)).toBeCloseTo(populationStabilityIndex(profile, other)!, 12);
    }));
  });

  it('is undefined without rows on either side', () => {
    const [profile, nothing] = [profileFeature(Float64Array.of(1)), Float64Array.of()];
    expect(populationStabilityIndex(profile, profileAgainst(profile, nothing))).toBeUndefined();
    expect(populationStabilityIndex(profileFeature(nothing), profileFeature(nothing))).toBeUndefined();
  });

  it.each([[[1, 2]], [[1, 3]], [[1]]])('refuses bins other than its own: %j', (other) =>
    expect(() => populationStabilityIndex(profileFeature(Float64Array.of(2, 3)), profileFeature(Float64Array.from(other)))).toThrow('different bins'));
});

describe('featureDrift', () => {
  it('tells the columns that moved from the one that stayed', () => {
    const random = seededRandom(8);
    const rows = (count: number, shift: number, gaps: number) => ({
      rows: count, columns: 3, values: Float64Array.from({ length: 3 * count }, (_, cell) =>
        [random.next(), random.next() + shift, random.next() < gaps ? NaN : 5][cell % 3]!),
    });
    const found = featureDrift(profileColumns(rows(1000, 0, 0)), rows(500, 0.3, 0.5)).map(({ stabilityIndex }) => stabilityIndex!);
    expect(found.map((index) => index > 0.25)).toEqual([false, true, true]);
    expect(found[0]).toBeLessThan(0.1);
  });

  it('refuses rows of another shape', () => expect(() => featureDrift([], { rows: 1, columns: 1, values: Float64Array.of(1) })).toThrow('1 columns against 0 profiles'));
});

describe('kolmogorovSmirnov', () => {
  it.each(golden.differences)('has the statistic of SciPy and nearly the exact p-value', ({ first, second, statistic, exact }) => {
    const found = kolmogorovSmirnov(Float64Array.from(first), Float64Array.from([...second, NaN]))!;
    expect(found.statistic).toBeCloseTo(statistic, 12);
    expect(Math.abs(found.pValue - exact)).toBeLessThan(exact < 0.1 ? 0.022 : 0.12);
  });

  it.each(golden.tail)('the tail of its distribution at $value', ({ value, chance }) => expect(kolmogorovTail(value)).toBeCloseTo(chance, 12));

  it('is sure of the same sample, and undefined without one', () => {
    const sample = Float64Array.of(1, 2, 3);
    expect(kolmogorovSmirnov(sample, sample)).toEqual({ statistic: 0, pValue: 1 });
    expect(kolmogorovSmirnov(sample, Float64Array.of(NaN))).toBeUndefined();
  });

  it('gives each p-value as often as it says', () => {
    const random = seededRandom(4);
    const sample = (): Float64Array => Float64Array.from({ length: 60 }, () => random.next());
    const low = Array.from({ length: 2000 }, () => kolmogorovSmirnov(sample(), sample())!.pValue).filter((pValue) => pValue <= 0.05).length;
    expect(low / 2000).toBeGreaterThan(0.025);
    expect(low / 2000).toBeLessThan(0.065);
  });
});
