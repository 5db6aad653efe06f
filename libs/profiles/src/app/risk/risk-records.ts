import type { SecurityHour, SecurityStep } from '../../core/risk/security-state.js';
import type { KnownOrigins } from '../../core/risk/takeover.js';

/** What is stored of a user's security events and settings. */
export abstract class RiskRecords {
  /** Hours that began after `fromMs` and in which anything had happened by `untilMs`. */
  abstract hours(userId: number, fromMs: number, untilMs: number): Promise<readonly SecurityHour[]>;
  /** What happened from one moment to another, minute by minute: the latest `most`, in no order. */
  abstract steps(userId: number, fromMs: number, untilMs: number, most: number): Promise<readonly SecurityStep[]>;
  /** Since when the user signed in from each of the addresses and devices, by their keys, and since when at all. */
  abstract origins(userId: number, keys: readonly string[]): Promise<KnownOrigins>;
  /** When the user was first seen; undefined where never. */
  abstract firstSeenMs(userId: number): Promise<number | undefined>;
  /** What the user chose, by name. */
  abstract choices(userId: number): Promise<Readonly<Partial<Record<string, unknown>>>>;
}
