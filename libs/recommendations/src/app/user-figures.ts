import type { Measure } from '../core/index.js';

/** A number the user knows, and how many of its calls they missed. */
export interface MissedContact {
  readonly callerId: number;
  readonly missed: number;
}

/** Figures of a user's own that no other library tells. */
export abstract class UserFigures {
  /** Security events from one moment up to another. */
  abstract securityEvents(userId: number, fromMs: number, untilMs: number): Promise<number>;
  /**
   * Contacts, whom the user does not call spam, of whom three calls or more since a moment were missed: not answered, rejected, passed on nor
   * taken by the assistant, and the user has neither dialled them nor spoken with them since. Those with the most first, at most 1,000.
   */
  abstract missedContacts(userId: number, sinceMs: number, untilMs: number): Promise<readonly MissedContact[]>;
  /** A measure by days of 24 hours from a moment on; days without a call are 0. */
  abstract daily(userId: number, measure: Measure, from: { readonly fromMs: number; readonly days: number }): Promise<readonly number[]>;
}
