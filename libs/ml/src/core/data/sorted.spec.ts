import fc from 'fast-check';
import { ascendingOrder } from './order.js';
import { countBelow, countUpTo } from './sorted.js';

const numbers = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 40 });

describe('sorted values', () => {
  it('counts below and up to a value as a scan does', () => {
    fc.assert(fc.property(numbers, fc.integer({ min: -11, max: 11 }), (values, at) => {
      const ascending = Float64Array.from(values).sort();
      expect([countBelow(ascending, at), countUpTo(ascending, at)]).toEqual([values.filter((value) => value < at).length, values.filter((value) => value <= at).length]);
    }));
  });

  it.each([
    ['nothing', [], []], ['ties in their order', [2, 1, 2, 1], [1, 3, 0, 2]], ['infinities', [Infinity, 0, -Infinity, Infinity], [2, 1, 0, 3]],
  ])('orders %s', (_name, values, expected) => expect([...ascendingOrder(Float64Array.from(values))]).toEqual(expected));
});
