import { seededRandom, type Random } from '#kernel';
import fc from 'fast-check';
import golden from '../../../../../test/golden/change-points.json' with { type: 'json' };
import { levelShifts } from './level-shifts.js';
import { noiseScale } from './noise-scale.js';
import { pelt, type PeltOptions } from './pelt.js';
import { meanCost, meanVarianceCost, type SegmentCost } from './segment-cost.js';

const costOf = (values: readonly number[], kind: string): SegmentCost =>
  kind === 'mean' ? meanCost(Float64Array.from(values), 1) : meanVarianceCost(Float64Array.from(values));

const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());

/** Levels one after another in noise that follows itself. */
function noisy(levels: readonly number[], { size, correlation = 0, seed = 1 }: { size: number; correlation?: number; seed?: number }): Float64Array {
  const random = seededRandom(seed);
  let noise = 0;
  return Float64Array.from({ length: levels.length * size }, (_, at) => {
    noise = correlation * noise + Math.sqrt(1 - correlation ** 2) * normal(random);
    return levels[Math.floor(at / size)]! + noise;
  });
}

describe('PELT', () => {
  it.each(golden)('is the best of all partitions: $name, $kind, $minSegment or more, $penalty', ({ values, kind, minSegment, penalty, ...expected }) => {
    const found = pelt(costOf(values, kind), { minSegment, penalty: penalty as PeltOptions['penalty'] })!;
    expect(found.starts).toEqual(expected.starts);
    expect(found.cost).toBeCloseTo(expected.cost, 4);
  });

  it.each<PeltOptions['penalty']>(['bic', 'mbic'])('never costs more than a partition drawn by lot (%s)', (penalty) =>
    fc.assert(fc.property(fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 8, maxLength: 60 }), fc.nat(1000), (values, seed) => {
      const series = costOf(values, 'mean');
      const cut = 2 + (seed % (values.length - 3));
      const logarithm = (length: number): number => (penalty === 'mbic' ? Math.log(length) : 0);
      const whole = series.cost(0, values.length) + logarithm(values.length);
      const parts = series.cost(0, cut) + series.cost(cut, values.length) + logarithm(cut) + logarithm(values.length - cut);
      const found = pelt(series, { minSegment: 2, penalty })!;
      expect(found.cost).toBeLessThanOrEqual(Math.min(whole, parts + (penalty === 'mbic' ? 3 : 2) * Math.log(values.length)) + 1e-6);
    })));

  it.each([['nothing', [], 1], ['too few values', [1, 2], 3]])('has no answer for %s', (_name, values, minSegment) =>
    expect(pelt(costOf(values, 'mean'), { minSegment, penalty: 'bic' })).toBeUndefined());

  it('finds no change in a constant', () =>
    expect(pelt(costOf(new Array<number>(50).fill(3), 'mean-variance'), { minSegment: 2, penalty: 'bic' })?.starts).toEqual([]));
});

describe('the scale of noise', () => {
  it.each([0, 0.5, 0.8])('is the long-run one where noise follows itself by %d, whatever the jumps', (correlation) => {
    const found = noiseScale(noisy([0, 9, -4], { size: 4000, correlation }))!;
    expect(Math.abs(found.correlation - correlation)).toBeLessThan(0.1);
    expect(found.sigma / Math.sqrt((1 + correlation) / (1 - correlation))).toBeCloseTo(1, 0);
  });

  it.each([['nothing', []], ['one value', [1]], ['a constant', [2, 2, 2, 2]]])('of %s is undefined', (_name, values) =>
    expect(noiseScale(Float64Array.from(values))).toBeUndefined());
});

describe('level shifts', () => {
  const places = (values: Float64Array): number[] => levelShifts(values, 7).map(({ at }) => at);
  const close = (found: number[], expected: number[]): void => {
    expect(found).toHaveLength(expected.length);
    expected.forEach((at, place) => expect(Math.abs(found[place]! - at)).toBeLessThanOrEqual(2));
  };

  it('are found with the levels on both sides', () => {
    const [shift] = levelShifts(Float64Array.from({ length: 40 }, (_, at) => (at < 25 ? 10 : 30) + (at % 3)), 7);
    expect(shift).toEqual({ at: 25, before: 11, after: 31 });
  });

  it.each([
    ['independent noise', noisy([0, 5, 1], { size: 40 }), [40, 80]],
    ['noise that follows itself', noisy([0, 8], { size: 80, correlation: 0.5 }), [80]],
    ['no noise at all', Float64Array.from({ length: 60 }, (_, at) => (at < 30 ? 2 : 5)), [30]],
    ['zeros', new Float64Array(60), []],
    ['a slope', noisy([0], { size: 120 }).map((value, at) => value + at / 4), []],
    ['a lone spike', new Float64Array(60).fill(99, 20, 21), []],
  ])('in %s', (_name, values, expected) => close(places(values), expected));

  it.each([0, 0.3, 0.6])('are rarely seen in noise that follows itself by %d', (correlation) => {
    let alarms = 0;
    for (let seed = 0; seed < 100; seed++) if (places(noisy([0], { size: 100, correlation, seed })).length > 0) alarms++;
    expect(alarms).toBeLessThanOrEqual(10);
  });
});
