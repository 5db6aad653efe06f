import type { Monitor } from './monitor.js';

/** Where a page ends. */
export interface MonitorPlace { readonly createdMs: number; readonly id: string }

/** Monitors as their users keep them. Ids of other users' monitors are unknown here. */
export abstract class Monitors {
  /** What stands under its id afterwards; undefined where the user has `most` already and none of this id. */
  abstract add(monitor: Monitor, most: number): Promise<Monitor | undefined>;
  abstract find(userId: number, id: string): Promise<Monitor | undefined>;
  /** Oldest first. */
  abstract list(userId: number, after: MonitorPlace | undefined, limit: number): Promise<readonly Monitor[]>;
  /** Ends what is open, in the same transaction. False where there is none. */
  abstract pause(userId: number, id: string): Promise<boolean>;
  /** Hours before `sinceHour` will be learnt from, and not alert. Changes nothing of one that is not paused. */
  abstract resume(userId: number, id: string, sinceHour: number): Promise<boolean>;
  /** Its alerts stay; what is open of them ends in the same transaction. */
  abstract remove(userId: number, id: string): Promise<boolean>;
}
