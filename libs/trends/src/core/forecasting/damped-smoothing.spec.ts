import golden from '../../../../../test/golden/forecasting.json' with { type: 'json' };
import { extrapolated, firstState, smooth } from './damped-smoothing.js';
import { dampedTrend, fit } from './damped-trend.js';
import { patternSearch } from './pattern-search.js';

describe('exponential smoothing with damped trend, beside statsmodels', () => {
  it.each(golden.given)('$name', ({ values, smoothing, first, squares, forecast }) => {
    const state = { ...first, seasonal: Float64Array.from(first.seasonal) };
    expect(smooth(Float64Array.from(values), [0, values.length], smoothing, state)).toBeCloseTo(squares, 6);
    extrapolated(state, smoothing.phi, values.length, forecast.length).forEach((value, ahead) => expect(value).toBeCloseTo(forecast[ahead] as number, 8));
  });

  it.each(golden.fitted)('fits $name as well as they do', ({ values, season, squares }) => {
    const known = Float64Array.from(values);
    expect(smooth(known, [0, known.length], fit(known, season), firstState(known, season))).toBeLessThan(1.01 * squares);
  });
});

describe('the damped trend', () => {
  const ramp = Float64Array.from({ length: 60 }, (_, at) => 3 + 2 * at);

  it('starts on the line that the first two seasons lie on', () => {
    const { level, trend, seasonal } = firstState(ramp, 6);
    expect([level, trend, Math.max(...seasonal.map(Math.abs))]).toEqual([expect.closeTo(1, 9), 2, expect.closeTo(0, 9)]);
  });

  it('goes on, less with every step', () => {
    const [forecast = new Float64Array()] = dampedTrend.forecasts({ values: ramp, seasons: [] }, { origins: [60], horizon: 20 }) ?? [];
    expect([forecast[0], (forecast[19] as number) < 3 + 2 * 79, (forecast[19] as number) > (forecast[0] as number)]).toEqual([expect.closeTo(123, 0), true, true]);
  });

  it('is nothing for three values', () => expect(dampedTrend.forecasts({ values: ramp, seasons: [] }, { origins: [3], horizon: 2 })).toBeUndefined());

  it('ends its search also where nothing is better than anything else', () => {
    expect(patternSearch(() => NaN, [0.5], { low: [0], high: [1] })).toEqual([0.5]);
    expect(patternSearch(([at = 0]) => (at < 0.4 ? NaN : at), [0.5], { low: [0], high: [1] })).toEqual([expect.closeTo(0.4, 1)]);
  });
});
