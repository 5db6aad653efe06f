import fc from 'fast-check';
import { seededRandom } from '#kernel';
import { qValues } from './benjamini-hochberg.js';
import { burstiness, moranTest } from './burstiness.js';
import { kuiperDistance, kuiperTest, meanDirection, rayleighTest } from './circular.js';
import { designEffect } from './design-effect.js';
import { chiSquareAbove, studentTwoSided } from './distributions.js';
import { binomialTest, fisherTest, rateRatioTest } from './exact-tests.js';
import golden from '../../../../../../test/golden/patterns.json' with { type: 'json' };

const digits = 8;

describe('p-values are those of scipy', () => {
  it.each(golden.binomial)('binomial: $hits of $trials at $share', ({ hits, trials, share, p }) => {
    expect(binomialTest(hits, trials, share)).toBeCloseTo(p, digits);
  });

  it.each(golden.fisher)('Fisher: $table', ({ table, p }) => {
    const [a = 0, b = 0, c = 0, d = 0] = table;
    expect(fisherTest({ hits: a, trials: a + b }, { hits: c, trials: c + d })).toBeCloseTo(p, digits);
  });

  it.each(golden.rateRatio)('rates: $counts in $spans', ({ counts, spans, p }) => {
    expect(rateRatioTest(counts as [number, number], spans as [number, number])).toBeCloseTo(p, digits);
  });

  it.each(golden.chiSquare)('chi-square: $value of $freedom', ({ value, freedom, p }) => {
    expect(chiSquareAbove(value, freedom)).toBeCloseTo(p, digits);
    expect(chiSquareAbove(value, freedom) / p).toBeCloseTo(1, 6);
  });

  it.each(golden.student)('Student: $t of $freedom', ({ t, freedom, p }) => {
    expect(studentTwoSided(t, freedom) / p).toBeCloseTo(1, 6);
  });

  it.each(golden.kuiper)('Kuiper: $distance of $n', ({ distance, n, p }) => {
    expect(kuiperTest(distance, n)).toBeCloseTo(p, digits);
  });

  it.each(golden.kuiperDistances)('Kuiper’s distance: $distance', ({ turns, distance }) => {
    expect(kuiperDistance(Float64Array.from(turns))).toBeCloseTo(distance, digits);
  });

  it.each(golden.moran)('Moran: p = $p', ({ gaps, p }) => {
    expect(moranTest(Float64Array.from(gaps))).toBeCloseTo(p, digits);
  });

  it.each(golden.rayleigh)('Rayleigh, to two places of the exact one: length $length', ({ turns, length, p }) => {
    expect(meanDirection(Float64Array.from(turns)).length).toBeCloseTo(length, digits);
    expect(Math.abs(rayleighTest(length, turns.length) - p)).toBeLessThan(0.005);
  });

  it('q-values of Benjamini and Hochberg', () => {
    const { p, q } = golden.benjaminiHochberg;
    qValues(p).forEach((value, at) => expect(value).toBeCloseTo(q[at] as number, digits));
  });
});

describe('what the figures mean', () => {
  it('a mean direction points where all point, also across midnight', () => {
    expect(meanDirection(Float64Array.of(0.98, 0.02)).turn % 1).toBeCloseTo(0, 8);
    expect(meanDirection(Float64Array.of(0.98, 0.02)).length).toBeGreaterThan(0.98);
  });

  it('Kuiper’s distance does not depend on where the circle is cut', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 40 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (turns, cut) => {
      const moved = Float64Array.from(turns, (turn) => (turn + cut) % 1);
      expect(kuiperDistance(moved)).toBeCloseTo(kuiperDistance(Float64Array.from(turns)) as number, 6);
    }));
    expect(kuiperDistance(new Float64Array())).toBeUndefined();
  });

  it('burstiness is near −1 for regular gaps, near 0 by chance, larger in bursts', () => {
    const random = seededRandom(5);
    const byChance = Float64Array.from({ length: 400 }, () => -Math.log(1 - random.next()));
    expect(burstiness(new Float64Array(50).fill(2))).toBeCloseTo(-1, 5);
    expect(Math.abs(burstiness(byChance) as number)).toBeLessThan(0.1);
    expect(burstiness(byChance.map((gap) => gap ** 3))).toBeGreaterThan(0.3);
    expect(burstiness(Float64Array.of(1, 2))).toBeUndefined();
  });

  it('a design effect is 1 for observations of their own and their number for copies', () => {
    const residuals = Float64Array.from({ length: 40 }, (_, at) => (Math.floor(at / 4) % 2 === 0 ? 0.5 : -0.5));
    expect(designEffect(residuals, Int32Array.from(residuals, (_, at) => Math.floor(at / 4)), 10)).toBeCloseTo(4, 8);
    expect(designEffect(residuals, Int32Array.from(residuals, (_, at) => at), 10)).toBeCloseTo(1, 8);
    expect(designEffect(residuals, new Int32Array(40), 0)).toBe(1);
  });

  it('every exact chance lies in 0 … 1, and the most likely count has 1', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (hits, misses, share) => {
      const p = binomialTest(hits, hits + misses, share);
      expect(p).toBeGreaterThanOrEqual(0);
      expect(p).toBeLessThanOrEqual(1);
    }));
    expect(binomialTest(50, 100, 0.5)).toBeCloseTo(1, 10);
  });
});
