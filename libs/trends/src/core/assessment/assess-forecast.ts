import { dailyScale, forecastSeries, meanAbsoluteError, type SeriesNetwork } from '#ml/core';
import { forecast } from '../forecasting/index.js';

const SEASONS = [24, 168];

/** What is served: the weighted median of all members. */
export const ENSEMBLE = 'ensemble';
/** The one network for all series, which stands beside the ensemble. */
export const NETWORK = 'lstm';

/** How one model did on one series, in the series' unit. */
export interface ModelOnSeries {
  readonly model: string;
  /** Share in the forecast; undefined of what is no member of the ensemble. */
  readonly weight?: number;
  /** Mean absolute error on the backtest, which gave the weight; undefined of what was given none. */
  readonly backtestMae?: number;
  /** … on the last hours, which no one had seen. */
  readonly heldOutMae: number;
}

export interface SeriesAssessment {
  /** The mean |y(t) − y(t−24)| before the last hours; undefined where the series repeats its day for ever. */
  readonly scale: number | undefined;
  /** The member that weighs most. */
  readonly leader: string;
  readonly models: readonly ModelOnSeries[];
}

/**
 * What the models say of the last `horizon` hours of an hourly complete count, from the hours before, and how far off they are;
 * undefined with too little before (`LEAST_HISTORY`). `network` must not have learnt from those hours. As dear as a forecast.
 */
export function assessForecast(values: Float64Array, horizon: number, network?: SeriesNetwork): SeriesAssessment | undefined {
  const origin = Math.max(0, values.length - horizon);
  const [known, actual] = [values.subarray(0, origin), values.subarray(origin)];
  const outcome = forecast({ values: known, seasons: SEASONS, count: 'complete' }, horizon);
  if (outcome.kind !== 'forecast') return undefined;
  const heldOut = (point: Float64Array) => meanAbsoluteError(actual, point);
  const beside = network && network.shape.horizon >= horizon ? forecastSeries(network, known)?.subarray(0, horizon) : undefined;
  return {
    scale: dailyScale(known), leader: outcome.model,
    models: [
      { model: ENSEMBLE, heldOutMae: heldOut(outcome.point) },
      ...(beside === undefined ? [] : [{ model: NETWORK, heldOutMae: heldOut(beside) }]),
      ...outcome.members.map(({ name, weight, meanAbsoluteError: backtestMae, point }) => ({ model: name, weight, backtestMae, heldOutMae: heldOut(point) })),
    ],
  };
}
