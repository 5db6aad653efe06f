import type { Condition, Threshold, TrendMetric, WatchIncident } from '../../core/index.js';

/** A standing check on one series of one user. */
export interface Monitor {
  readonly id: string;
  readonly userId: number;
  readonly metric: TrendMetric;
  readonly condition: Condition;
  readonly sensitivity: number;
  readonly intervalMinutes: number;
  readonly cooldownMinutes: number;
  readonly threshold: Threshold | undefined;
  readonly isPaused: boolean;
  readonly createdMs: number;
  /** The first hour that may alert; earlier ones are learnt from. */
  readonly sinceHour: number;
  /** The next hour to be read. */
  readonly positionHour: number;
}

/** A monitor whose time has come, with what it has learnt. */
export interface DueMonitor extends Monitor {
  readonly state: unknown;
}

/** An incident of a monitor, under an id that it keeps. */
export interface Alert extends Omit<WatchIncident, 'strength'> {
  readonly id: string;
  readonly monitorId: string;
  readonly metric: TrendMetric;
  readonly condition: Condition;
  readonly isOpen: boolean;
  /** When it was found out. */
  readonly raisedMs: number;
  readonly acknowledgedMs: number | undefined;
}
