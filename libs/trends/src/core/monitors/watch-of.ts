import { AnomalyScorer } from './anomaly-scorer.js';
import { BudgetedWatch } from './budgeted-watch.js';
import { ForecastScorer } from './forecast-scorer.js';
import { GroupedWatch } from './grouped-watch.js';
import { ThresholdCriterion } from './threshold-criterion.js';
import { TrendCriterion } from './trend-criterion.js';
import type { Condition, Watch, WatchSettings } from './watch.js';

const WEEK_HOURS = 168;
/** Forecasts get better and worse for weeks: on few calls 1.3 alerts came where the budget was one. */
const FORECAST_SHARE = 0.75;
/** Tests of a trend lie a day apart, on the day on which clocks go back an hour more. */
const LEAST_TREND_GAP = 25;

/** Hours of the past that a condition learns from before it begins: what its budget or window takes. */
export const LEARNING_HOURS: Readonly<Record<Condition, number>> = { anomaly: 12 * WEEK_HOURS, threshold: 0, trend: 4 * WEEK_HOURS, forecast_breach: 12 * WEEK_HOURS };

/** A watch that goes on from `state`, as `state()` of one with the same settings gave it; a new one where there is none. */
export function watchOf(settings: WatchSettings, state?: unknown): Watch {
  const { condition, cooldownHours } = settings;
  switch (condition) {
    case 'anomaly':
      return new BudgetedWatch(settings, { scorerOf: (known) => new AnomalyScorer(known), share: 1 }, state);
    case 'threshold':
      return new GroupedWatch(Math.max(1, cooldownHours), () => new ThresholdCriterion(settings), state);
    case 'trend':
      return new GroupedWatch(Math.max(LEAST_TREND_GAP, cooldownHours), (known) => new TrendCriterion(settings.sensitivity, known), state);
    case 'forecast_breach':
      return new BudgetedWatch(settings, { scorerOf: (known) => new ForecastScorer(settings, known), share: FORECAST_SHARE }, state);
  }
}
