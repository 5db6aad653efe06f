import type { TrendMetric, TrendReport } from '../core/index.js';
import type { Period } from './trend-question.js';

/** Whose report on what; the user by surrogate id. */
export interface ReportKey {
  readonly userId: number;
  readonly metric: TrendMetric;
  readonly period: Period;
}

/** The latest report of each series that somebody looks at, asked as it usually is. */
export abstract class KeptReports {
  /** The report, where it was made from just these figures; notes when somebody asked, if somebody did. */
  abstract find(key: ReportKey, digest: string, askedMs: number | undefined): Promise<TrendReport | undefined>;
  abstract keep(key: ReportKey, digest: string, report: TrendReport, askedMs: number | undefined): Promise<void>;
  /** Those asked for since a moment, latest first, at most `limit`. */
  abstract askedSince(sinceMs: number, limit: number): Promise<readonly ReportKey[]>;
  abstract forgetBefore(askedMs: number): Promise<void>;
}
