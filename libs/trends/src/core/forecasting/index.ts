export { forecast, forecastInSteps, LEAST_HISTORY, type Forecast, type ForecastOutcome, type Member } from './forecast.js';
export { eachOrigin, type ForecastMethod, type Origins } from './forecast-method.js';
export { regularSeries, type RegularSeries, type RegularSettings, type TimedPoints } from './regular-series.js';
export type { FilledSeries, Series } from './series.js';
