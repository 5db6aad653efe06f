export { type CallCounts } from './figures/call-counts.js';
export { CALL_CATEGORIES, SECONDS_PER_BLOCKED_CALL, type CallCategory, type CallerCounts, type TopCaller } from './figures/caller-counts.js';
export { type DayTrend } from './figures/day-trends.js';
export { type Figures } from './figures/figures.js';
export { INSIGHT_CODES, type Insight } from './insights/insight.js';
export { LocalTime } from './period/local-time.js';
export { customSpan, namedSpan, PERIODS, type NamedPeriod, type PeriodName, type Span } from './period/period.js';
export { summaryOf, type CallRecord, type Summary } from './summary.js';
