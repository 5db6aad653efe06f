import golden from '../../../../test/golden/against-r.json' with { type: 'json' };
import { pelt } from './change-points/pelt.js';
import { meanCost } from './change-points/segment-cost.js';
import { mannKendall } from './trend/mann-kendall.js';

/** Series that come with R, and what R 4.2 says of them: `test/golden/make-against-r.R`. */
describe('as in R', () => {
  it.each(golden.mannKendall)('Mann–Kendall of $name', ({ values, z, pValue }) => {
    const found = mannKendall(Float64Array.from(values));
    expect(found?.z).toBeCloseTo(z, 9);
    expect((found?.pValue ?? NaN) / pValue).toBeCloseTo(1, 6);
  });

  it.each(golden.changePoints)('change points of $name, $minSegment or more', ({ values, sigma, minSegment, starts, cost }) => {
    const found = pelt(meanCost(Float64Array.from(values), sigma), { minSegment, penalty: 'bic' });
    expect(found?.starts).toEqual(starts);
    expect((found?.cost ?? NaN) / cost).toBeCloseTo(1, 9);
  });
});
