import { gaussLegendre } from './gauss-legendre.js';

describe('gaussLegendre', () => {
  it.each([
    [1, [0.5], [1]],
    [2, [0.5 - Math.sqrt(3) / 6, 0.5 + Math.sqrt(3) / 6], [0.5, 0.5]],
    [3, [0.5 - Math.sqrt(15) / 10, 0.5, 0.5 + Math.sqrt(15) / 10], [5 / 18, 8 / 18, 5 / 18]],
  ])('has the known rule of %i points', (count, points, weights) => {
    const rule = gaussLegendre(count);
    points.forEach((point, at) => expect(rule.points[at]).toBeCloseTo(point, 15));
    weights.forEach((weight, at) => expect(rule.weights[at]).toBeCloseTo(weight, 15));
  });

  it.each([1, 2, 3, 7, 16, 40, 100, 500])('integrates powers up to 2n − 1 exactly with %i points', (count) => {
    const { points, weights } = gaussLegendre(count);
    for (let power = 0; power < 2 * count; power++) {
      const integral = points.reduce((sum, point, at) => sum + weights[at]! * point ** power, 0);
      expect(Math.abs(integral * (power + 1) - 1)).toBeLessThan(1e-11);
    }
  });

  it('does not integrate the next power', () => {
    const { points, weights } = gaussLegendre(3);
    expect(Math.abs(points.reduce((sum, point, at) => sum + weights[at]! * point ** 6, 0) - 1 / 7)).toBeGreaterThan(1e-4);
  });

  it.each([1, 8, 33])('has %i ascending points inside (0, 1), mirrored about the middle', (count) => {
    const points = [...gaussLegendre(count).points];
    expect(points).toEqual([...points].sort((left, right) => left - right));
    points.forEach((point, at) => expect(point + points[count - 1 - at]!).toBeCloseTo(1, 14));
    expect(points.every((point) => point > 0 && point < 1)).toBe(true);
  });
});
