import { DAY_MS, type Clock } from '#kernel';
import type { Forecasters, LoadedForecaster, SeriesHistory } from '#ml';
import { Rest } from '#platform/process';
import { assessForecast, ForecastTally } from '../core/index.js';
import type { ForecastEvaluation, ForecastEvaluations } from './forecast-evaluations.js';

const HOUR_MS = 3_600_000;
const HORIZON = 48;
/** Half a year: what is older hardly moves a forecast, and a series stays some tens of milliseconds. */
const HISTORY_DAYS = 182;
const MOST_SERIES = 300;
/** Of the time: the worker folds the stream on this very thread. */
const SHARE = 1 / 3;

export interface EvaluateForecastsParts {
  readonly history: SeriesHistory;
  readonly forecasters: Forecasters;
  readonly evaluations: ForecastEvaluations;
  readonly clock: Clock;
}

/** Has every model forecast what users' series did in the last two days, and keeps how they did. */
export class EvaluateForecasts {
  constructor(private readonly parts: EvaluateForecastsParts) {}

  /** `progress` hears shares of 1. @throws the signal's reason where it was aborted */
  async execute(progress: (done: number) => void, signal: AbortSignal): Promise<ForecastEvaluation> {
    const { history, forecasters, evaluations, clock } = this.parts;
    const evaluatedMs = clock.now();
    const toMs = Math.floor(evaluatedMs / HOUR_MS) * HOUR_MS;
    const all = await history.hourly({ fromMs: toMs - HISTORY_DAYS * DAY_MS, toMs }, MOST_SERIES);
    const champion = await forecasters.holding('champion');
    const judged = champion && champion.learntUntilMs <= toMs - HORIZON * HOUR_MS ? champion : undefined;
    const tallied = await tally(all, judged, progress, signal);
    const evaluation = { evaluatedMs, horizonHours: HORIZON, version: judged?.version ?? null, ...tallied };
    signal.throwIfAborted();
    await evaluations.keep(evaluation);
    return evaluation;
  }
}

async function tally(
  all: readonly Float64Array[], judged: LoadedForecaster | undefined, progress: (done: number) => void, signal: AbortSignal,
): Promise<Pick<ForecastEvaluation, 'series' | 'insufficientHistory' | 'models'>> {
  const tallied = new ForecastTally();
  const rest = new Rest(SHARE);
  let series = 0;
  for (const [at, values] of all.entries()) {
    signal.throwIfAborted();
    const assessed = assessForecast(values, HORIZON, judged?.network);
    if (assessed !== undefined) {
      tallied.add(assessed);
      series++;
    }
    progress((at + 1) / all.length);
    await rest.take();
  }
  return { series, insufficientHistory: all.length - series, models: tallied.found };
}
