import golden from '../../../../../test/golden/forecasting.json' with { type: 'json' };
import { classicalSeason } from './classical-season.js';
import { smooth } from './damped-smoothing.js';
import { fitAlpha, theta, thetaAhead, thetaStates } from './theta.js';

const CASES = golden.theta.map((one) => ({ ...one, values: Float64Array.from(one.values) }));

/** As the method sees a series whose season is known. */
function without({ values, season, multiplies, shape }: (typeof CASES)[number]): Float64Array {
  if (season === 1) return values;
  return values.map((value, at) => (multiplies ? value / (shape[at % season] as number) : value - (shape[at % season] as number)));
}

describe('theta, beside statsmodels', () => {
  it.each(CASES.filter(({ season }) => season > 1))('finds the season of $name', ({ values, season, multiplies, shape }) => {
    const found = classicalSeason(values, season);
    expect(found.multiplies).toBe(multiplies);
    found.shape.forEach((value, place) => expect(value).toBeCloseTo(shape[place] as number, 9));
  });

  it.each(CASES)('goes on as they do from their smoothing: $name', (one) => {
    const [state] = thetaStates(without(one), one.alpha, [one.values.length]);
    expect(state?.slope).toBeCloseTo(one.slope, 9);
    thetaAhead(state as NonNullable<typeof state>, one.forecast.length).forEach((value, ahead) => {
      const season = one.shape[(one.values.length + ahead) % one.season] as number;
      const seen = one.season === 1 ? value : one.multiplies ? value * season : value + season;
      expect(seen).toBeCloseTo(one.forecast[ahead] as number, 8);
    });
  });

  it.each(CASES)('smooths as well as they do: $name', (one) => {
    const values = without(one);
    const smoothing = { alpha: fitAlpha(values), beta: 0, gamma: 0, phi: 0 };
    const state = { level: values[0] as number, trend: 0, seasonal: new Float64Array(1) };
    expect(smooth(values, [0, values.length], smoothing, state)).toBeLessThan(1.0001 * one.squares);
  });

  it.each(CASES)('forecasts much what they do: $name', ({ values, season, forecast }) => {
    const [found = new Float64Array()] = theta(season).forecasts({ values, seasons: [] }, { origins: [values.length], horizon: forecast.length }) ?? [];
    found.forEach((value, ahead) => expect(value).toBeCloseTo(forecast[ahead] as number, 1));
  });
});

describe('the season of the classical decomposition', () => {
  it.each([
    ['adds where a value is zero', [0, 4, 0, 4, 0, 4], { multiplies: false, shape: Float64Array.of(-2, 2) }],
    ['multiplies where none is', [1, 3, 1, 3, 1, 3], { multiplies: true, shape: Float64Array.of(0.5, 1.5) }],
    ['is none of a constant', [5, 5, 5, 5], { multiplies: true, shape: Float64Array.of(1, 1) }],
    ['is none of nothing but zeros', [0, 0, 0, 0], { multiplies: false, shape: Float64Array.of(0, 0) }],
  ])('%s', (_name, values, expected) => expect(classicalSeason(Float64Array.from(values), 2)).toEqual(expected));
});

describe('theta', () => {
  const forecasts = (values: Float64Array, season: number, origins: readonly number[]) => theta(season).forecasts({ values, seasons: [] }, { origins, horizon: 4 });

  it('follows a line at half of its slope, once it has caught up', () => {
    const [forecast = new Float64Array()] = forecasts(Float64Array.from({ length: 80 }, (_, at) => 3 + 2 * at), 1, [80]) ?? [];
    [1, 2, 3].forEach((ahead) => expect((forecast[ahead] as number) - (forecast[ahead - 1] as number)).toBeCloseTo(1, 9));
  });

  it('is nothing before two seasons', () => expect(forecasts(new Float64Array(60).fill(1), 24, [47, 60])).toBeUndefined());

  it('is the same from several origins as from one, but for the season that the first knew', () => {
    const values = Float64Array.from({ length: 60 }, (_, at) => 5 + Math.sin(at * at));
    const alpha = 0.3;
    expect(thetaStates(values, alpha, [30, 60])[1]).toEqual(thetaStates(values, alpha, [60])[0]);
  });

  it.each([[[0.5], 0], [[7, 7], 0]])('of a value or two stays: %j', (values, slope) => {
    expect(thetaStates(Float64Array.from(values), 0.5, [values.length])).toEqual([{ alpha: 0.5, slope, level: values[0], known: values.length }]);
  });
});
