import type { Measure } from '../core/index.js';

/** Figures of a user's own that no other library tells. */
export abstract class UserFigures {
  /** Security events from one moment up to another. */
  abstract securityEvents(userId: number, fromMs: number, untilMs: number): Promise<number>;
  /** Known numbers that called since a moment and have rung at least three times in vain, and how often in all. */
  abstract unansweredContacts(userId: number, sinceMs: number): Promise<{ readonly numbers: number; readonly calls: number }>;
  /** A measure by days of 24 hours from a moment on; days without a call are 0. */
  abstract daily(userId: number, measure: Measure, from: { readonly fromMs: number; readonly days: number }): Promise<readonly number[]>;
}
