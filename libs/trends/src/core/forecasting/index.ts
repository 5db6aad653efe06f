export { forecast, forecastInSteps, LEAST_HISTORY } from './forecast.js';
export type { CountTotal, Forecast, ForecastOutcome, Member } from './forecast-outcome.js';
export { eachOrigin, type ForecastMethod, type Origins } from './forecast-method.js';
export { regularSeries, type RegularSeries, type RegularSettings, type TimedPoints } from './regular-series.js';
export type { FilledSeries, Series } from './series.js';
