import { expectClose } from '../data/close.fixture.js';
import { seasonalForecast } from './seasonal-forecast.js';

const hours = (length: number, of: (hour: number) => number): Float64Array => Float64Array.from({ length }, (_, hour) => of(hour));

function forecast(series: Float64Array, horizon = 48): Float64Array {
  const into = new Float64Array(horizon);
  seasonalForecast(series, series.length, into);
  return into;
}

describe('the seasonal forecast', () => {
  it.each([24, 191, 192, 359, 360, 500])('of %d hours that repeat their day repeats it', (length) => {
    const series = hours(length, (hour) => hour % 24);
    expectClose(forecast(series), hours(48, (hour) => (length + hour) % 24));
  });

  it('of a week that repeats is that week', () => {
    const series = hours(4 * 168, (hour) => ((hour % 168) * 37) % 101);
    expectClose(forecast(series, 168), series.subarray(0, 168));
  });

  it('goes with the level where most of the past does', () => {
    const series = hours(504, (hour) => (hour % 24) + (hour >= 480 ? 100 : 0));
    expectClose(forecast(series), hours(48, (hour) => 100 + (hour % 24)));
  });

  it('looks back from its origin alone', () => {
    const series = hours(600, (hour) => Math.sin(hour) * hour);
    const into = new Float64Array(48);
    seasonalForecast(series, 500, into);
    expect(into).toEqual(forecast(series.slice(0, 500)));
  });
});
