import { OUTCOMES, DIRECTIONS, type Direction, type Outcome } from './vocabulary.js';

/** Codes as the log keeps them. Append only: a code never changes its meaning. */
export const EVENT_KINDS = { call: 1, interaction: 2, security: 3, metric: 4, feedback: 5, preferences: 6, dispute: 7, whitelist: 8 } as const;
export type EventKind = keyof typeof EVENT_KINDS;
export type EventKindCode = (typeof EVENT_KINDS)[EventKind];

/** Surrogate user of events that belong to no user. */
export const PLATFORM_USER = 0;

/** How many partitions the log has; a user's events are all in one. Fixed for ever: positions are kept per partition. */
export const PARTITIONS = 16;

export function partitionOf(userId: number): number {
  return userId % PARTITIONS;
}

/** What is known of a call, as small integers: `direction` and `outcome` index DIRECTIONS and OUTCOMES. */
export interface CallFacts {
  readonly callerId: number;
  readonly direction: number;
  readonly outcome: number;
  /** Milliseconds, where the sender gave a duration. */
  readonly durationMs: number | undefined;
  /** Hour of the day (0–23) on the user's clock, stamped on accept. */
  readonly localHour: number;
}

/** An event on its way into the log. `details` is sealed: whatever else the sender said. */
export interface NewEvent {
  readonly eventId: string;
  readonly kind: EventKindCode;
  readonly userId: number;
  readonly occurredAtMs: number;
  /** Present on calls; feedback carries its number in `subjectId`. */
  readonly call?: CallFacts | undefined;
  readonly subjectId?: number | undefined;
  readonly details?: Uint8Array | undefined;
}

/** An event as the folds read it back. */
export interface StoredEvent extends NewEvent {
  readonly position: number;
  readonly receivedAtMs: number;
}

/** A stored event that is a call. */
export type StoredCall = StoredEvent & { readonly call: CallFacts };

export function isCall(event: StoredEvent): event is StoredCall {
  return event.call !== undefined;
}

export const INCOMING = DIRECTIONS.indexOf('incoming' satisfies Direction);
export const ANSWERED = OUTCOMES.indexOf('answered' satisfies Outcome);
