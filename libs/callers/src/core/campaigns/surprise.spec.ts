import fc from 'fast-check';

import { evidenceIn, surprise, surpriseOfFew } from './surprise.js';

/** ln of the chance of `from` or more, term by term. */
function tail(from: number, expected: number): number {
  let [term, below] = [Math.exp(-expected), 0];
  for (let count = 0; count < from; count++) {
    below += term;
    term *= expected / (count + 1);
  }
  return Math.log(1 - below);
}

const means = fc.double({ min: 0.01, max: 20, noNaN: true });

describe('surprise', () => {
  it.each([[0, 1, 0], [1, 1, 0], [2, 1, 2 * Math.LN2 - 1], [10, 1, 10 * Math.log(10) - 9]])('of %d where %d are expected', (observed, expected, nats) =>
    expect(surprise(observed, expected)).toBeCloseTo(nats, 12));

  it('is never more than the tail is unlikely', () => {
    fc.assert(fc.property(fc.nat(30), means, (observed, expected) => {
      const exact = tail(observed, expected);
      // Where nearly all lies below, the sum has lost the tail.
      if (exact > -20) expect(surprise(observed, expected)).toBeLessThanOrEqual(-exact + 1e-9);
    }));
  });

  it.each([[0, 3, 3], [1, 1, 0], [5, 2, 0], [1, Math.E, Math.E - 2]])('of few: %d where %d are expected', (observed, expected, nats) =>
    expect(surpriseOfFew(observed, expected)).toBeCloseTo(nats, 12));

  it('says less as evidence than it is unlikely', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 500, noNaN: true }), (nats) => {
      expect(evidenceIn(nats)).toBeGreaterThanOrEqual(0);
      expect(evidenceIn(nats)).toBeLessThanOrEqual(nats);
    }));
    expect(evidenceIn(-Math.log(0.05))).toBeCloseTo(-Math.log(-Math.E * 0.05 * Math.log(0.05)), 12);
  });
});
