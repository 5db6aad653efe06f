import { seededRandom } from '#kernel';

import { cumulative, logNormal, poisson, weighted } from './draws.js';

const DRAWS = 20_000;

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('poisson', () => {
  it.each([[0.3], [4], [29], [31], [400]])('has mean and variance %d', (mean) => {
    const random = seededRandom(1);
    const counts = Array.from({ length: DRAWS }, () => poisson(mean, random));
    const variance = meanOf(counts.map((count) => (count - mean) ** 2));
    expect(Math.abs(meanOf(counts) - mean)).toBeLessThan(5 * Math.sqrt(mean / DRAWS));
    expect(variance / mean).toBeGreaterThan(0.93);
    expect(variance / mean).toBeLessThan(1.07);
  });

  it.each([[0], [-2]])('is 0 for a mean of %d', (mean) => {
    expect(poisson(mean, seededRandom(1))).toBe(0);
  });
});

describe('logNormal', () => {
  it('has the median and the mean its parameters name', () => {
    const random = seededRandom(2);
    const values = Array.from({ length: DRAWS }, () => logNormal(45, 0.8, random)).sort((one, other) => one - other);
    expect(values[DRAWS / 2]).toBeGreaterThan(43.5);
    expect(values[DRAWS / 2]).toBeLessThan(46.5);
    expect(meanOf(values) / (45 * Math.exp(0.32))).toBeCloseTo(1, 1);
  });
});

describe('weighted', () => {
  it('draws in proportion to the weights and never what weighs nothing', () => {
    const random = seededRandom(3);
    const sums = cumulative([0, 1, 0, 3, 0]);
    const counts = [0, 0, 0, 0, 0];
    for (let draw = 0; draw < DRAWS; draw++) counts[weighted(sums, random)]! += 1;
    expect([counts[0], counts[2], counts[4]]).toEqual([0, 0, 0]);
    expect(counts[3]! / counts[1]!).toBeGreaterThan(2.85);
    expect(counts[3]! / counts[1]!).toBeLessThan(3.15);
  });
});
