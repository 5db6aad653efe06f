import { QUARTER_HOUR_MS } from '#kernel';
import type { MetricQuarter, MetricSeries, QuarterSpan, ToldMetricAnomaly } from '../../app/metrics/platform-metrics.js';
import { meanOf, sumOf } from '../../core/metrics/metric-statistic.js';
import { mergedStates, QUARTERS_AN_HOUR, type MetricState } from '../../core/metrics/metric-state.js';
import { histogramQuantile } from '../../core/metrics/value-histogram.js';
import type { MetricAnomalyDto, MetricPointDto, MetricSeriesDto } from './system-metrics.dto.js';

const QUARTER_MINUTES = 15;
/** Steps of a series that are told at most, or nearly. */
const MOST_POINTS = 200;
const STEPS_QUARTERS = [1, 4, 24] as const;

const instant = (quarter: number): string => new Date(quarter * QUARTER_HOUR_MS).toISOString();

/** The step in which a span is told: quarter hours, hours, or six hours; none is shorter than what is kept. */
export function stepOf({ from, until }: QuarterSpan, thinnedUntil: number): { readonly quarters: number; readonly minutes: number } {
  const quarters = STEPS_QUARTERS.find((step) => (until - from) / step <= MOST_POINTS && (from >= thinnedUntil || step >= QUARTERS_AN_HOUR)) ?? STEPS_QUARTERS[2];
  return { quarters, minutes: quarters * QUARTER_MINUTES };
}

/** Sums of quarter hours by step, which begin at multiples of it since 1970. */
function presentPoints(quarters: readonly MetricQuarter[], step: number): MetricPointDto[] {
  const steps = new Map<number, MetricState>();
  for (const state of quarters) {
    const at = Math.floor(state.quarter / step) * step;
    const known = steps.get(at);
    steps.set(at, known === undefined ? state : mergedStates(known, state));
  }
  return [...steps].map(([at, state]) => presentPoint(at, state));
}

function presentPoint(at: number, state: MetricState): MetricPointDto {
  const { events, least, greatest, histogram } = state;
  // A bucket's middle may lie beyond what was told.
  const quantile = (share: number): number => Math.min(greatest, Math.max(least, histogramQuantile(histogram, share) ?? least));
  return { timestamp: instant(at), count: events, sum: sumOf(state), mean: meanOf(state), min: least, max: greatest, p50: quantile(0.5), p95: quantile(0.95) };
}

function presentAnomaly({ statistic, openedQuarter, lastQuarter, peakValue, usual, quarters }: ToldMetricAnomaly): MetricAnomalyDto {
  return { statistic, from: instant(openedQuarter), to: instant(lastQuarter + 1), value: peakValue, usual, quarterHours: quarters };
}

export function presentSeries(series: MetricSeries, told: { readonly quarters: readonly MetricQuarter[]; readonly anomalies: readonly ToldMetricAnomaly[] }, step: number): MetricSeriesDto {
  const isOfSeries = (each: { readonly name: string; readonly series: string }): boolean => each.name === series.name && each.series === series.series;
  return {
    name: series.name, labels: series.labels ?? null, points: presentPoints(told.quarters.filter(isOfSeries), step), anomalies: told.anomalies.filter(isOfSeries).map(presentAnomaly),
  };
}
