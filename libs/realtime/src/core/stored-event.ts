import { OUTCOMES, DIRECTIONS, type Direction, type Outcome } from './vocabulary.js';

/**
 * Codes as the log keeps them. Append only: a code never changes its meaning. A `claim` is a call that nobody but its user says there was,
 * a `newcomer` event a call that the platform passed on of a user who had come only lately.
 */
export const EVENT_KINDS = { call: 1, interaction: 2, security: 3, metric: 4, feedback: 5, preferences: 6, dispute: 7, whitelist: 8, claim: 9, newcomer: 10, anomaly: 11 } as const;
export type EventKind = keyof typeof EVENT_KINDS;
export type EventKindCode = (typeof EVENT_KINDS)[EventKind];

/** Surrogate user of events that belong to no user. */
export const PLATFORM_USER = 0;

/** Stands for the number of a call that showed none; the log keeps it as no subject at all. Surrogate ids begin with 1. */
export const WITHHELD_CALLER = 0;

/** How many partitions the log has; a user's events are all in one. Fixed for ever: positions are kept per partition. */
export const PARTITIONS = 16;

export function partitionOf(userId: number): number {
  return userId % PARTITIONS;
}

/** What is known of a call, as small integers: `direction` and `outcome` index DIRECTIONS and OUTCOMES. */
export interface CallFacts {
  /** `WITHHELD_CALLER` where no number was shown. */
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

/** Whether it is a call of a known number that more than its user vouches for: what all folds over callers, ranges and campaigns are made of. */
export function isCall(event: StoredEvent): event is StoredCall {
  return event.call !== undefined && event.call.callerId !== WITHHELD_CALLER && event.kind !== EVENT_KINDS.claim;
}

/** Whether its user was a newcomer when it came in. */
export function isOfNewcomer({ kind }: Pick<StoredEvent, 'kind'>): boolean {
  return kind === EVENT_KINDS.newcomer;
}

/** Whether it is a call, also of a withheld number or a claimed one: what a user's own counts are made of. */
export function isAnyCall(event: StoredEvent): event is StoredCall {
  return event.call !== undefined;
}

/** The number an event is about: the other end of a call, what a feedback is about; undefined for a withheld one and where there is none. */
export function subjectOf({ call, subjectId }: NewEvent): number | undefined {
  return call === undefined ? subjectId : call.callerId || undefined;
}

export const INCOMING = DIRECTIONS.indexOf('incoming' satisfies Direction);
export const ANSWERED = OUTCOMES.indexOf('answered' satisfies Outcome);
