import { AppError } from '#kernel';
import { stepsInTurns } from '#platform/process';
import { forecastInSteps, type ForecastOutcome, type Series } from '../core/index.js';

/** Requests that are worked on or wait for it: together they take some seconds. */
const MOST_AT_ONCE = 4;
const RETRY_SECONDS = 5;

export interface AskedForecast {
  readonly series: Series;
  readonly horizon: number;
}

/** Forecasts of series that somebody sent: one request after the other, and whoever else wants something of this process has a turn after each method. */
export class ForecastSeries {
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();

  /** @throws AppError `forecasts_busy` where too many requests wait */
  async execute(asked: readonly AskedForecast[]): Promise<readonly ForecastOutcome[]> {
    if (this.waiting >= MOST_AT_ONCE) throw new AppError('forecasts_busy', 'rate-limited', 'too many forecasts are under way; ask again in a moment', { retryAfterSeconds: RETRY_SECONDS });
    this.waiting++;
    const outcomes = this.last.then(() => stepsInTurns(allInSteps(asked)));
    this.last = outcomes.catch(() => undefined);
    try {
      return await outcomes;
    } finally {
      this.waiting--;
    }
  }
}

function* allInSteps(asked: readonly AskedForecast[]): Generator<void, readonly ForecastOutcome[]> {
  const outcomes: ForecastOutcome[] = [];
  for (const { series, horizon } of asked) {
    outcomes.push(yield* forecastInSteps(series, horizon));
    yield;
  }
  return outcomes;
}
