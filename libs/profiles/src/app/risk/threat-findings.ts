import type { Threat } from '../../core/risk/threat-alerts.js';

/** How many security events a user has had since an hour. */
export interface RecentActivity { readonly userId: number; readonly events: number }

/** What alerts were raised of. */
export abstract class ThreatFindings {
  /** Users, and the platform, of whom anything was told since an hour (from 1970). */
  abstract active(fromHour: number): Promise<readonly RecentActivity[]>;
  /** Keeps those that are new, and raises an alert of each in the same transaction. How many there were. */
  abstract raise(userId: number, threats: readonly Threat[], nowMs: number): Promise<number>;
  /** Forgets what was found before `ms`. */
  abstract forgetBefore(ms: number): Promise<void>;
}
