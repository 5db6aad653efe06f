import type { TrendMetric } from './metrics.js';

export interface TrendPoint {
  /** Start of the hour, epoch milliseconds. */
  readonly timestamp: number;
  /** Of that hour; one that is not finite counts as missing. */
  readonly value: number;
  /** Calls that a share or a mean rests on; where none says so, each hour counts alike. */
  readonly weight?: number;
}

export interface TrendQuestion {
  readonly metric: TrendMetric;
  /** In any order and with gaps; of an hour that occurs twice the last one stands. */
  readonly points: readonly TrendPoint[];
  /** IANA zone whose clock on the wall the rhythms follow. */
  readonly zone: string;
  readonly settings: {
    /** Least strength (0–1) of a season that is called significant. */
    readonly seasonalityThreshold: number;
    /** Least distance, in robust standard deviations, of an hour that is called unusual. */
    readonly anomalyThreshold: number;
  };
  /** `full`: every hour was watched, so an hour of a count without a point is 0. `partial` if left out: it is missing. */
  readonly coverage?: 'full' | 'partial';
  /** The hours to come, for the sentence. */
  readonly forecast?: readonly TrendPoint[];
  /** Between which they come to 95 times in a hundred, where that is known. */
  readonly forecastTotal?: { readonly lower: number; readonly upper: number };
}

export type Direction = 'rising' | 'falling' | 'stable' | 'insufficient_history';

export interface ChangePoint {
  /** First hour on the new level, epoch milliseconds. */
  readonly timestamp: number;
  /** Hourly levels without the seasons. */
  readonly before: number;
  readonly after: number;
}

export interface Seasonality {
  readonly periodHours: number;
  /** Wang, Smith & Hyndman's, 0–1. */
  readonly strength: number;
  /** As strong as asked, and no play of chance (5 %, Holm over the periods). */
  readonly significant: boolean;
}

export interface TrendAnomaly extends TrendPoint {
  readonly expected: number;
  /** Robust standard deviations above (or, negative, below) the expected value. */
  readonly score: number;
}

export interface TrendSummary {
  readonly direction: Direction;
  /** Change of the hourly value a day; undefined without enough history. */
  readonly slopePerDay: number | undefined;
  /** Of no trend, two-sided; undefined without enough history. */
  readonly pValue: number | undefined;
  readonly changePoints: readonly ChangePoint[];
  /** Of the periods that fit twice into the series. */
  readonly seasonality: readonly Seasonality[];
  /** In the order of time. */
  readonly anomalies: readonly TrendAnomaly[];
  readonly text: { readonly en: string; readonly 'zh-CN': string };
}
