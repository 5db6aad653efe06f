import fc from 'fast-check';
import { aggregate, holds, RULE_OPERATORS } from './rule.js';

describe('aggregation', () => {
  it.each([
    ['count', [3, 1, 2], 3], ['sum', [3, 1, 2], 6], ['mean', [3, 1, 2], 2], ['max', [3, 1, 2], 3], ['max', [-3, -1], -1], ['p95', [3, 1, 2], 3], ['p95', Array.from({ length: 100 }, (_, at) => 100 - at), 95],
    ['p95', [7], 7], ['count', [], 0], ['sum', [], 0], ['mean', [], undefined], ['max', [], undefined], ['p95', [], undefined],
  ] as const)('%s of %p', (aggregation, values, expected) => expect(aggregate(Float64Array.from(values), aggregation)).toBe(expected));

  it('leaves the values as they were, and lies between the least and the greatest', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 }), fc.constantFrom('mean', 'max', 'p95' as const), (values, aggregation) => {
      const given = Float64Array.from(values);
      const value = aggregate(given, aggregation) as number;
      expect(Array.from(given)).toEqual(values);
      expect(value).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
      expect(value).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
    }));
  });
});

describe('operators', () => {
  it.each([['gt', [false, false, true]], ['gte', [false, true, true]], ['lt', [true, false, false]], ['lte', [true, true, false]]] as const)('%s', (operator, expected) =>
    expect([4, 5, 6].map((value) => holds(value, { operator, threshold: 5 }))).toEqual(expected));

  it('each has its opposite', () => {
    fc.assert(fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (value, threshold) => {
      const [gt, gte, lt, lte] = RULE_OPERATORS.map((operator) => holds(value, { operator, threshold }));
      expect([gt, gte]).toEqual([!lte, !lt]);
    }));
  });
});
