import type { TrendMetric } from '../core/index.js';

const DAY_HOURS = 24;

/** Hours of each period that can be asked for. */
export const PERIODS = { '24h': DAY_HOURS, '7d': 7 * DAY_HOURS, '30d': 30 * DAY_HOURS, '90d': 90 * DAY_HOURS } as const;
export type Period = keyof typeof PERIODS;
export const PERIOD_NAMES = Object.keys(PERIODS) as readonly Period[];

/** A forecast learns from as many hours, where the period has fewer. */
export const FORECAST_HISTORY_HOURS = 56 * DAY_HOURS;

/** What is answered where nothing else is asked for, and kept fresh. */
export const USUAL = { forecastHorizon: 48, seasonalityThreshold: 0.3, anomalyThreshold: 4 } as const;

export interface TrendAsked {
  readonly metric: TrendMetric;
  readonly period: Period;
  readonly forecastHorizon: number;
  readonly seasonalityThreshold: number;
  readonly anomalyThreshold: number;
  /** Where the period ends: at the last full hour before. */
  readonly asOfMs: number;
  /** Whether that is another moment than now. */
  readonly earlier: boolean;
}

/** Whether it is asked as it usually is, so that its answer is worth keeping. */
export function isUsual({ forecastHorizon, seasonalityThreshold, anomalyThreshold, earlier }: TrendAsked): boolean {
  return !earlier && forecastHorizon === USUAL.forecastHorizon && seasonalityThreshold === USUAL.seasonalityThreshold && anomalyThreshold === USUAL.anomalyThreshold;
}
