import type { TrendAnswer } from '../app/get-trend.js';
import type { TrendAsked } from '../app/trend-question.js';
import type { TrendSummaryDto } from './trends.dto.js';

const HOUR_MS = 3_600_000;
/** More make no plot clearer. */
const MOST_ANOMALIES = 100;

const instant = (epochMs: number): string => new Date(epochMs).toISOString();

/** Times as RFC 3339, and null for what is not known. */
export function presentTrend(userId: string, asked: TrendAsked, { report, zone, points }: TrendAnswer): TrendSummaryDto {
  const { direction, slopePerDay = null, pValue = null, seasonality, text } = report;
  const timed = <T extends { readonly timestamp: number }>(items: readonly T[]) => items.map((item) => ({ ...item, timestamp: instant(item.timestamp) }));
  return {
    userId, metric: asked.metric, period: asked.period, timezone: zone,
    direction, slopePerDay, pValue, changePoints: timed(report.changePoints), seasonality: [...seasonality], anomalies: timed(report.anomalies.slice(-MOST_ANOMALIES)),
    forecast: {
      horizonHours: asked.forecastHorizon, model: report.forecast.model ?? null,
      points: report.forecast.hours.map(({ hour, ...bounds }) => ({ timestamp: instant(hour * HOUR_MS), ...bounds })),
      total: report.forecast.total ?? null,
    },
    points: Array.from(points.values, (value, at) => ({ timestamp: instant((points.firstHour + at) * HOUR_MS), value: Number.isNaN(value) ? null : value })),
    text,
    asOf: instant(asked.asOfMs),
  };
}
