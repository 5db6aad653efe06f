import type { SecurityHour, SecurityStep } from '../../core/risk/security-state.js';
import type { KnownOrigins } from '../../core/risk/takeover.js';

/** Moments at full hours: from one up to, and without, another, cut in two. */
export interface RiskSpan {
  readonly fromMs: number;
  readonly recentFromMs: number;
  readonly toMs: number;
}

/** What is known of a user beside security events. */
export interface RiskUser {
  /** When the user was first seen. */
  readonly sinceMs: number;
  /** Calls that came in before the recent part of a span, and in it. */
  readonly incoming: { readonly before: number; readonly recent: number };
  /** What the user chose, by name. */
  readonly choices: Readonly<Partial<Record<string, unknown>>>;
}

/** What is stored of a user's security events and settings. */
export abstract class RiskRecords {
  /** Undefined where nothing was ever seen of the user. */
  abstract user(userId: number, span: RiskSpan): Promise<RiskUser | undefined>;
  /** Hours that began after `fromMs` and in which anything had happened by `untilMs`. */
  abstract hours(userId: number, fromMs: number, untilMs: number): Promise<readonly SecurityHour[]>;
  /** What happened from one moment to another, minute by minute: the latest `most`, in no order. */
  abstract steps(userId: number, fromMs: number, untilMs: number, most: number): Promise<readonly SecurityStep[]>;
  /** Since when the user signed in from each of the addresses and devices, by their keys, and since when at all. */
  abstract origins(userId: number, keys: readonly string[]): Promise<KnownOrigins>;
}
