import fc from 'fast-check';
import { logGamma } from '#kernel';
import { countBounds, logProbability, logRising, quantiles, shapeOf } from './gamma-poisson.js';

const probability = (count: number, mean: number, shape: number) => Math.exp(logProbability(count, mean, shape) - logGamma(count + 1));

describe('Gamma-Poisson counts', () => {
  it.each([[0.3, Infinity], [4, Infinity], [0.3, 0.5], [4, 1.5], [20, 2]])('of mean %d and shape %d add up to 1, with that mean and variance', (mean, shape) => {
    const all = Array.from({ length: 600 }, (_, count) => ({ count, share: probability(count, mean, shape) }));
    const sum = (of: (count: number) => number) => all.reduce((total, { count, share }) => total + share * of(count), 0);
    expect(sum(() => 1)).toBeCloseTo(1, 9);
    expect(sum((count) => count)).toBeCloseTo(mean, 6);
    expect(sum((count) => (count - mean) ** 2)).toBeCloseTo(mean * (1 + mean / shape), 5);
  });

  it.each([[0.7, 3], [12, 20], [0.7, 21], [3, 2.5]])('rise from %d by %d as Γ does', (shape, count) => expect(logRising(shape, count)).toBeCloseTo(logGamma(shape + count) - logGamma(shape), 9));

  it('have the quantiles that their probabilities add up to', () => {
    fc.assert(fc.property(fc.double({ min: 0.001, max: 60, noNaN: true }), fc.constantFrom(0.4, 3, Infinity), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (mean, shape, level) => {
      const [found] = quantiles(mean, shape, [level]) as [number];
      const upTo = (last: number) => Array.from({ length: last + 1 }, (_, count) => probability(count, mean, shape)).reduce((sum, one) => sum + one, 0);
      expect([upTo(found) >= level - 1e-9, found === 0 || upTo(found - 1) < level + 1e-9]).toEqual([true, true]);
    }));
  });

  it('come to large numbers, and end', () => expect(quantiles(20_000, Infinity, [0.025, 0.975]).map((bound) => Math.round((bound - 20_000) / Math.sqrt(20_000)))).toEqual([-2, 2]));
});

describe('bounds of a count', () => {
  it.each([
    // Poisson: 99 % are 0; 67 % are 0, 94 % at most 1, 99 % at most 2.
    ['hardly ever one', 0.01, [0, 0, 0.01, 1, 1]], ['now and then one', 0.4, [0, 0, 0.4, 1, 2]], ['some', 5, [1, 2, 5, 8, 10]],
  ])('%s', (_name, mean, expected) => {
    const { lower95, lower80, upper80, upper95 } = countBounds(mean, { perCount: 0, perMean: 0 });
    expect([lower95, lower80, mean, upper80, upper95]).toEqual(expected);
  });

  it('are whole, in order, and hold what they say', () => {
    fc.assert(fc.property(fc.double({ min: 0.001, max: 80, noNaN: true }), fc.constantFrom({ perCount: 0, perMean: 0 }, { perCount: 2, perMean: 0 }, { perCount: 0, perMean: 1 }), (mean, dispersion) => {
      const { lower95, lower80, upper80, upper95 } = countBounds(mean, dispersion);
      const inOrder = [0, lower95, lower80, mean, upper80, upper95];
      expect(inOrder).toEqual([...inOrder].sort((one, other) => one - other));
      expect([lower95, lower80, upper80, upper95].every(Number.isInteger)).toBe(true);
      const held = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => probability(from + at, mean, shapeOf(mean, dispersion))).reduce((sum, one) => sum + one, 0);
      expect([held(lower80, upper80) > 0.8 - 1e-9, held(lower95, upper95) > 0.95 - 1e-9]).toEqual([true, true]);
    }));
  });
});
