export {
  AlertBudget, FALSE_ALERTS_PER_WEEK, falseAlertsAt, type AlertStep, type BudgetSettings, type BudgetState,
} from './detection/alert-budget.js';
export { AnomalyDetector, PARTS, type DetectorState, type Finding, type Part, type StreamPoint } from './detection/anomaly-detector.js';
export { contributions, type Incident } from './detection/incident.js';
export { robustScores, type Remainder } from './anomalies/robust-scores.js';
export { levelShifts, type LevelShift } from './change-points/level-shifts.js';
export { pelt, type PeltOptions, type Segmentation } from './change-points/pelt.js';
export { meanCost, meanVarianceCost, type SegmentCost } from './change-points/segment-cost.js';
export { harmonicP, holm } from './decomposition/harmonic-test.js';
export { mstl, type Mstl, type MstlOptions } from './decomposition/mstl.js';
export { seasonalStrength } from './decomposition/seasonal-strength.js';
export { stl, type Stl, type StlOptions } from './decomposition/stl.js';
export { median } from './robust/median.js';
export { robustSpread, type Spread } from './robust/spread.js';
export { METRICS, TREND_METRICS, type TrendMetric } from './summary/metrics.js';
export { summarizeTrend } from './summary/summarize-trend.js';
export type {
  ChangePoint, Direction, Seasonality, TrendAnomaly, TrendPoint, TrendQuestion, TrendSummary,
} from './summary/trend-summary.js';
export { mannKendall, type MannKendall } from './trend/mann-kendall.js';
export { serialCorrelation } from './trend/serial-correlation.js';
export { theilSen, type TheilSen, type TimedValues } from './trend/theil-sen.js';
export * from './forecasting/index.js';
export { LEARNING_HOURS, watchOf } from './monitors/watch-of.js';
export { watchHours, type IncidentNow } from './monitors/watch-hours.js';
export { CONDITIONS, OPERATORS, type Condition, type Contribution, type Reading, type Threshold, type WatchIncident } from './monitors/watch.js';
export { localHours } from './summary/local-hours.js';
export { reportTrend, type ReportQuestion, type TrendReport } from './report/report-trend.js';
export { metricSeries, type HourCounts, type HourSpan } from './series/metric-series.js';
export { assessForecast, ENSEMBLE, NETWORK } from './assessment/assess-forecast.js';
export { ForecastTally, type ModelTally } from './assessment/forecast-tally.js';
