import fc from 'fast-check';
import { cellOf, distinctIn, NO_CELLS, unite, type Cells } from './distinct.js';

const cellsOf = (ids: readonly number[]): Cells => ids.reduce((cells, id) => unite(cells, cellOf(id)), NO_CELLS);
const upTo = (count: number, from = 1): number[] => Array.from({ length: count }, (_, at) => from + at);

describe('how many different ids there were', () => {
  it.each([[0, 0], [1, 1], [2, 1]])('of %d about %d at least', (count, least) => expect(distinctIn(cellsOf(upTo(count)))).toBeGreaterThanOrEqual(least));

  it.each([5, 20, 60, 120])('of %d is near', (count) => {
    const estimates = upTo(40).map((block) => distinctIn(cellsOf(upTo(count, block * 7919))));
    const mean = estimates.reduce((sum, estimate) => sum + estimate, 0) / estimates.length;
    expect(Math.abs(mean - count) / count).toBeLessThan(0.25);
  });

  it('is bounded', () => expect(distinctIn(cellsOf(upTo(100_000)))).toBe(266));

  it('does not know order or repetition', () => {
    fc.assert(fc.property(fc.array(fc.nat(1e9)), (ids) => expect(cellsOf([...ids, ...ids].reverse())).toEqual(cellsOf(ids))));
  });
});
