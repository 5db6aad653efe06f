/** What users of the platform differ in; each on a scale on which they are about normal. */
export const MEASURES = ['callsPerDay', 'circle', 'reciprocity', 'newcomers', 'strangersAnswered'] as const;
export type Measure = (typeof MEASURES)[number];

/** How a measure spreads over users. */
export interface Spread {
  readonly users: number;
  readonly mean: number;
  readonly deviation: number;
  readonly least: number;
  readonly most: number;
}

/** How the platform's users call, each counted alike. */
export interface PlatformBaseline {
  /** Users and sessions it rests on. */
  readonly users: number;
  readonly sessions: number;
  /** Shares of the 24 local hours, and of the weekdays from Monday; each adds up to 1. */
  readonly hours: readonly number[];
  readonly weekdays: readonly number[];
  readonly measures: Readonly<Partial<Record<Measure, Spread>>>;
}

/** Nothing is compared with fewer users: what it said would be of persons. */
export const FEWEST_USERS = 20;

/** The baseline, where it rests on users enough. */
export function usable(baseline: PlatformBaseline | undefined): PlatformBaseline | undefined {
  return baseline !== undefined && baseline.users >= FEWEST_USERS ? baseline : undefined;
}
