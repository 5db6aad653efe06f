import type { IncidentNow } from '../../core/index.js';
import type { DueMonitor } from './monitor.js';

/** What an evaluation led to. */
export interface Evaluation {
  readonly monitor: DueMonitor;
  readonly positionHour: number;
  readonly state: unknown;
  readonly incidents: readonly IncidentNow[];
  readonly dueMs: number;
  readonly atMs: number;
}

/** Monitors as the worker sees them. */
export abstract class DueMonitors {
  /** Those not paused whose time has come, the longest due first. */
  abstract take(nowMs: number, limit: number): Promise<readonly DueMonitor[]>;
  /**
   * Keeps position, state and incidents in one transaction. False, and nothing kept, where the monitor has moved on, was paused, resumed
   * or deleted since it was taken: whoever did that is right.
   */
  abstract commit(evaluation: Evaluation): Promise<boolean>;
  abstract postpone(id: string, dueMs: number): Promise<void>;
}
