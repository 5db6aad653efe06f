import type { TrendMetric } from '../summary/metrics.js';

export const CONDITIONS = ['anomaly', 'threshold', 'trend', 'forecast_breach'] as const;
export type Condition = (typeof CONDITIONS)[number];

export const OPERATORS = ['gt', 'gte', 'lt', 'lte'] as const;
export interface Threshold { readonly operator: (typeof OPERATORS)[number]; readonly value: number }

/** What is watched for. `sensitivity` in [0, 1]; `threshold` goes with that condition alone. */
export interface WatchSettings {
  readonly metric: TrendMetric;
  readonly condition: Condition;
  readonly sensitivity: number;
  readonly cooldownHours: number;
  readonly threshold?: Threshold | undefined;
}

/** A closed hour, counted from 1970 in UTC and on the user's clock; `value` is undefined where there is none (a rate without calls). */
export interface Reading { readonly hour: number; readonly localHour: number; readonly value: number | undefined }

/** What made an incident; shares sum to 1. */
export interface Contribution { readonly part: string; readonly share: number }

/** Hours that belong together. The peak is the hour that stood out most; `bound` is what its value was held against, if it was a bound. */
export interface WatchIncident {
  readonly openedHour: number;
  readonly lastHour: number;
  readonly peakHour: number;
  readonly peakValue: number;
  /** How far the peak stood out; its unit is the condition's own. */
  readonly strength: number;
  readonly bound: number | null;
  /** Hours that stood out. */
  readonly hours: number;
  readonly contributions: readonly Contribution[];
}

/** What an hour led to: the incident that had ended before it, and the one it now belongs to. */
export interface WatchStep { readonly closed?: WatchIncident; readonly open?: WatchIncident }

/** Watches one series, hour by hour in order. Its state is plain JSON, and who goes on from it gets the same answers. */
export interface Watch {
  /** Takes an hour that is never to alert. */
  learn(reading: Reading): void;
  /** From the next hour on alerts count: whatever is under way is forgotten, so it alerts anew if it lasts. */
  begin(): void;
  judge(reading: Reading): WatchStep;
  state(): unknown;
}
