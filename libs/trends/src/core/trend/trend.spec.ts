import { seededRandom } from '#kernel';
import fc from 'fast-check';
import golden from '../../../../../test/golden/trend.json' with { type: 'json' };
import { mannKendall, type MannKendall } from './mann-kendall.js';
import { serialCorrelation, varianceInflation } from './serial-correlation.js';
import { theilSen, withoutSlope, type TimedValues } from './theil-sen.js';

const series = (values: readonly number[], times: readonly number[] = values.map((_, at) => at)): TimedValues => ({
  times: Float64Array.from(times),
  values: Float64Array.from(values),
});

/** First-order autoregressive noise around a line. */
function autoregressive(count: number, { correlation, slope = 0, seed }: { correlation: number; slope?: number; seed: number }): TimedValues {
  const random = seededRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  let value = normal() / Math.sqrt(1 - correlation ** 2);
  return series(Array.from({ length: count }, (_, at) => (value = correlation * value + normal()) + slope * at));
}

const knowing = (noise: TimedValues): MannKendall => {
  const rest = withoutSlope(noise, theilSen(noise)!.slope);
  return mannKendall(noise.values, serialCorrelation({ times: noise.times, values: rest }))!;
};
const unaware = ({ values }: TimedValues): MannKendall => mannKendall(values)!;

const alarmRate = (many: number, test: (noise: TimedValues) => MannKendall, make: (seed: number) => TimedValues): number => {
  let alarms = 0;
  for (let seed = 0; seed < many; seed++) if (test(make(seed)).pValue < 0.05) alarms++;
  return alarms / many;
};

describe('the Theil–Sen slope', () => {
  it.each(golden)('is that of scipy: $name', ({ times, values, slope, intercept }) => {
    const found = theilSen(series(values, times))!;
    expect(found.slope).toBeCloseTo(slope, 12);
    expect(found.intercept).toBeCloseTo(intercept, 12);
  });

  it.each([['nothing', []], ['one point', [3]]])('of %s is undefined', (_name, values) => expect(theilSen(series(values))).toBeUndefined());

  it('of 100,000 points is drawn, the same for the same seed, and close', () => {
    const many = autoregressive(100_000, { correlation: 0, slope: 0.001, seed: 3 });
    const found = theilSen(many, 7)!;
    expect(theilSen(many, 7)).toEqual(found);
    expect(found.slope).toBeCloseTo(0.001, 6);
  });

  it('follows any line added', () =>
    fc.assert(fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 30 }), fc.integer({ min: -9, max: 9 }), (values, slope) => {
      const tilted = values.map((value, at) => value + slope * at);
      expect(theilSen(series(tilted))!.slope).toBeCloseTo(theilSen(series(values))!.slope + slope, 9);
    })));
});

describe('the Mann–Kendall test', () => {
  it.each(golden)('is that of the textbook: $name', ({ values, score, variance, z, pValue, tau }) => {
    const found = mannKendall(Float64Array.from(values))!;
    expect(found).toMatchObject({ score, variance });
    expect(found.z).toBeCloseTo(z, 12);
    expect(found.pValue / pValue).toBeCloseTo(1, 6);
    if (tau !== undefined) expect(found.tau).toBeCloseTo(tau, 12);
  });

  it.each([['unaware', unaware], ['knowing', knowing]])('of equal values is sure that nothing moves (%s)', (_name, test) =>
    expect(test(series(new Array<number>(20).fill(4)))).toMatchObject({ score: 0, z: 0, pValue: 1 }));

  it('is undefined under three values', () => expect(mannKendall(Float64Array.of(1, 2))).toBeUndefined());

  it.each([0, 0.3, 0.6, 0.8])('raises few false alarms on noise that follows itself by %d', (correlation) => {
    const noise = (seed: number): TimedValues => autoregressive(60, { correlation, seed });
    expect(alarmRate(200, knowing, noise)).toBeLessThan(0.1);
    if (correlation >= 0.6) expect(alarmRate(200, unaware, noise)).toBeGreaterThan(0.2);
  });

  it('still sees a trend in such noise', () =>
    expect(alarmRate(100, knowing, (seed) => autoregressive(90, { correlation: 0.5, slope: 0.05, seed }))).toBeGreaterThan(0.9));

  it('finds the opposite in the opposite', () =>
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 40 }), (values) => {
      const { score, pValue } = knowing(series(values));
      const turned = knowing(series(values.map((value) => -value)));
      expect(turned.score + score).toBe(0);
      expect(turned.pValue).toBeCloseTo(pValue, 9);
    })));
});

describe('serial correlation', () => {
  it.each([0, 0.4, 0.8])('of long noise is %d', (correlation) =>
    expect(serialCorrelation(autoregressive(20_000, { correlation, seed: 2 }))).toBeCloseTo(correlation, 1));

  it('survives gaps', () => {
    const { times, values } = autoregressive(20_000, { correlation: 0.7, seed: 2 });
    const kept = (_: number, at: number): boolean => at % 3 !== 2;
    expect(serialCorrelation({ times: times.filter(kept), values: values.filter(kept) })).toBeCloseTo(0.7, 1);
  });

  it.each([[0, 50], [0.5, 3], [0.9, 40]])('of %d over %d values widens as the sum says', (correlation, count) => {
    let sum = 1;
    for (let lag = 1; lag < count; lag++) sum += 2 * (1 - lag / count) * correlation ** lag;
    expect(varianceInflation(correlation, count)).toBeCloseTo(sum, 9);
  });
});
