import { FORECASTER } from '#ml';
import type { ForecastEvaluation } from '../app/forecast-evaluations.js';
import { ENSEMBLE, NETWORK, type ForecastOutcome, type ModelTally } from '../core/index.js';
import type { ForecasterPerformanceDto, SeriesForecastDto } from './forecaster.dto.js';

const UNKNOWN_HORIZON = 48;
/** Of expected values of sparse counts. */
const RATE = 'rate-';

function whyOf({ model, serves, series, heldOutMase }: ModelTally, served: number | null | undefined): string {
  if (model === ENSEMBLE) return 'served: the median of its members, weighted by the errors of their backtests; of sparse counts their mean, weighted by likelihood';
  if (model.startsWith(RATE)) return serves > 0 ? `weighs most on ${serves} of the ${series} series of few calls, whose backtests it makes likeliest` : `weighs most on none of the ${series} series of few calls`;
  if (model !== NETWORK) return serves > 0 ? `weighs most on ${serves} of ${series} series, by the smallest errors of their backtests` : 'weighs most on no series: others err less on the backtests';
  if (heldOutMase === null || served === null || served === undefined || served === 0) return 'stands beside what is served';
  const ratio = heldOutMase / served;
  return `stands beside what is served: its errors on the last hours are ${ratio.toFixed(2)} times as large`;
}

const NOT_YET = `nothing was looked at yet: that happens two minutes after the worker's start and every day; POST /api/models/${FORECASTER}/evaluate has it done now`;
const NO_SERIES = 'no user had enough hours of calls for a forecast: there is more to see once there are three days of them; it is looked at again every day, and now by POST …/evaluate';

/** Before the first look there are no models, and no time. */
export function presentEvaluation(evaluation: ForecastEvaluation | undefined): ForecasterPerformanceDto {
  if (evaluation === undefined) return { model: FORECASTER, version: null, evaluatedAt: null, horizonHours: UNKNOWN_HORIZON, series: 0, insufficientHistory: 0, models: [], hint: NOT_YET };
  const { evaluatedMs, models, ...rest } = evaluation;
  const served = models.find(({ model }) => model === ENSEMBLE)?.heldOutMase;
  return { model: FORECASTER, evaluatedAt: new Date(evaluatedMs).toISOString(), ...rest, models: models.map((one) => ({ ...one, why: whyOf(one, served) })), hint: rest.series > 0 ? null : NO_SERIES };
}

export function presentForecast(outcome: ForecastOutcome): SeriesForecastDto {
  if (outcome.kind !== 'forecast') return { kind: outcome.kind };
  const { kind, point, lower80, upper80, lower95, upper95, total } = outcome;
  const members = outcome.members.map(({ name, weight, meanAbsoluteError }) => ({ model: name, weight, backtestMae: meanAbsoluteError }));
  return {
    kind, point: [...point], lower80: [...lower80], upper80: [...upper80], lower95: [...lower95], upper95: [...upper95], ...(total && { total }),
    members: members.sort((one, other) => other.weight - one.weight),
  };
}
