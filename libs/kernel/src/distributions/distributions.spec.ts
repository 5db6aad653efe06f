import golden from '../../../../test/golden/distributions.json' with { type: 'json' };
import { logGamma, normalTail } from '../index.js';

/** The relative error that the fit keeps. */
const FIT = 1.2e-7;

describe('the logarithm of the gamma function', () => {
  it.each(golden.logGamma)('of $x is that of scipy', ({ x, value }) => expect(Math.abs(logGamma(x) - value)).toBeLessThanOrEqual(1e-13 * Math.max(100, Math.abs(value))));
});

describe('the tail of the normal distribution', () => {
  it.each(golden.normalTail)('from $z is that of scipy', ({ z, p }) => expect(Math.abs(normalTail(z) / p - 1)).toBeLessThan(FIT));

  it('is even about one half, and never more than all', () => {
    expect([normalTail(-1) + normalTail(1), normalTail(0) <= 0.5, normalTail(-40), normalTail(40)]).toEqual([1, true, 1, 0]);
  });
});
