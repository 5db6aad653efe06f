import { ANSWERED, INCOMING, OUTCOMES, type StoredCall } from '#realtime/core';
import type { Tally } from './caller-tally.js';

/** How one incoming call ended. */
export interface EndedCall {
  readonly atMs: number;
  readonly outcome: number;
}

/** What a user's calls with one number add up to, or with all of them. Incoming calls are those the user got; both by outcome. */
export interface ContactCounts {
  readonly incoming: readonly number[];
  readonly outgoing: readonly number[];
  /** Answered calls of either direction that carry a duration, and the milliseconds they lasted. */
  readonly spoken: number;
  readonly spokenMs: number;
  readonly lastInMs: number;
  readonly lastOutMs: number;
  /** The latest incoming calls, newest first, `MOST_LATEST` at most. */
  readonly latest: readonly EndedCall[];
}

/** All of a user's calls, with the incoming ones by the user's hour of the day, and those of them that were answered. */
export interface UserCounts extends ContactCounts {
  readonly hours: readonly number[];
  readonly answeredHours: readonly number[];
}

/** Incoming calls looked back on for streaks and for what happened lately. */
export const MOST_LATEST = 16;

const zeros = (length: number): number[] => new Array<number>(length).fill(0);

export function emptyContact(): Tally<ContactCounts> {
  return { incoming: zeros(OUTCOMES.length), outgoing: zeros(OUTCOMES.length), spoken: 0, spokenMs: 0, lastInMs: -Infinity, lastOutMs: -Infinity, latest: [] };
}

export function emptyUser(): Tally<UserCounts> {
  return { ...emptyContact(), hours: zeros(24), answeredHours: zeros(24) };
}

/** Newest first; equal times are settled by outcome, so that any order of the same calls gives the same list. */
const isNewer = (one: EndedCall, other: EndedCall): boolean => one.atMs > other.atMs || (one.atMs === other.atMs && one.outcome > other.outcome);

function withLatest(latest: readonly EndedCall[], call: EndedCall): readonly EndedCall[] {
  const before = latest.findIndex((known) => isNewer(call, known));
  const place = before < 0 ? latest.length : before;
  return place >= MOST_LATEST ? latest : [...latest.slice(0, place), call, ...latest.slice(place, MOST_LATEST - 1)];
}

function increment(counts: number[], at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

function decrement(counts: number[], at: number): void {
  counts[at] = (counts[at] ?? 0) - 1;
}

/** Adds one call to `contact` in place. Sums, maxima and the latest few: any order of the same calls gives the same. */
export function addToContact(contact: Tally<ContactCounts>, { call, occurredAtMs }: Pick<StoredCall, 'call' | 'occurredAtMs'>): void {
  const { direction, outcome, durationMs } = call;
  if (outcome === ANSWERED && durationMs !== undefined) {
    contact.spoken++;
    contact.spokenMs += durationMs;
  }
  if (direction !== INCOMING) {
    increment(contact.outgoing, outcome);
    contact.lastOutMs = Math.max(contact.lastOutMs, occurredAtMs);
    return;
  }
  increment(contact.incoming, outcome);
  contact.lastInMs = Math.max(contact.lastInMs, occurredAtMs);
  contact.latest = withLatest(contact.latest, { atMs: occurredAtMs, outcome });
}

/** Takes the oldest of its calls out of `contact` again, in place. */
export function dropFromContact(contact: Tally<ContactCounts>, { call, occurredAtMs }: Pick<StoredCall, 'call' | 'occurredAtMs'>): void {
  const { direction, outcome, durationMs } = call;
  if (outcome === ANSWERED && durationMs !== undefined) {
    contact.spoken--;
    contact.spokenMs -= durationMs;
  }
  const counts = direction === INCOMING ? contact.incoming : contact.outgoing;
  decrement(counts, outcome);
  const left = counts.reduce((sum, count) => sum + count, 0);
  if (direction !== INCOMING) {
    if (left === 0) contact.lastOutMs = -Infinity;
    return;
  }
  if (left === 0) contact.lastInMs = -Infinity;
  if (left >= contact.latest.length) return;
  const at = contact.latest.findLastIndex((known) => known.atMs === occurredAtMs && known.outcome === outcome);
  contact.latest = contact.latest.filter((_known, place) => place !== at);
}

/** Takes the oldest of their calls out of `user` again, in place. */
export function dropFromUser(user: Tally<UserCounts>, known: Pick<StoredCall, 'call' | 'occurredAtMs'>): void {
  dropFromContact(user, known);
  const { direction, outcome, localHour } = known.call;
  if (direction !== INCOMING) return;
  decrement(user.hours, localHour);
  if (outcome === ANSWERED) decrement(user.answeredHours, localHour);
}

/** Adds one call of the user to `user` in place. */
export function addToUser(user: Tally<UserCounts>, known: Pick<StoredCall, 'call' | 'occurredAtMs'>): void {
  addToContact(user, known);
  const { direction, outcome, localHour } = known.call;
  if (direction !== INCOMING) return;
  increment(user.hours, localHour);
  if (outcome === ANSWERED) increment(user.answeredHours, localHour);
}
