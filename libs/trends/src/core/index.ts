export { AnomalyDetector } from './detection/anomaly-detector.js';
export { mstl } from './decomposition/mstl.js';
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
export { movedSensitivity } from './monitors/moved-sensitivity.js';
export { incidentSeverity } from './monitors/incident-severity.js';
export { incidentText } from './monitors/incident-text.js';
export { watchHours, type IncidentNow } from './monitors/watch-hours.js';
export { CONDITIONS, OPERATORS, type Condition, type Contribution, type Reading, type Threshold, type WatchIncident } from './monitors/watch.js';
export { localHours } from './summary/local-hours.js';
export { reportTrend, type ReportQuestion, type TrendReport } from './report/report-trend.js';
export { metricSeries, metricWeights, type HourCounts, type HourSpan } from './series/metric-series.js';
export { assessForecast, ENSEMBLE, NETWORK } from './assessment/assess-forecast.js';
export { ForecastTally, type ModelTally } from './assessment/forecast-tally.js';
