import { DAY_MS } from '#kernel';
import { ANSWERED, INCOMING } from '#realtime/core';
import type { HistoricCall } from '../features/caller-history.js';

/** Half of a call's weight is gone after so long. */
const HALF_LIFE_MS = 3 * DAY_MS;

/** What a user's calls with one number come to. */
export interface BookEntry {
  outgoing: number;
  incoming: number;
  /** Outgoing calls of each hour of the day on the user's clock. */
  readonly hours: Uint32Array;
  /** Calls of either direction, each halving every three days, as of the last one. */
  weight: number;
  lastMs: number;
  lastOutMs: number;
  lastInMs: number;
  /** Whether the last call was incoming, and whether it was answered. */
  lastWasIncoming: boolean;
  lastWasAnswered: boolean;
  /** Outgoing calls that came right after a call with another number, by that number. */
  readonly after: Map<number, number>;
}

/** Who a user has calls with. */
export interface CallBook {
  readonly entries: Map<number, BookEntry>;
  /** The number of the last call of either direction. */
  latest: number | undefined;
}

export function emptyBook(): CallBook {
  return { entries: new Map(), latest: undefined };
}

function newEntry(): BookEntry {
  return {
    outgoing: 0, incoming: 0, hours: new Uint32Array(24), weight: 0, lastMs: -Infinity, lastOutMs: -Infinity, lastInMs: -Infinity,
    lastWasIncoming: false, lastWasAnswered: false, after: new Map(),
  };
}

/** What is left at `atMs` of the weight that the entry had after its last call. */
export function weightAt({ weight, lastMs }: BookEntry, atMs: number): number {
  return weight > 0 ? weight * 2 ** (-Math.max(0, atMs - lastMs) / HALF_LIFE_MS) : 0;
}

/** Adds the next call of the user to `book` in place; calls come in the order of their time. */
export function addToBook(book: CallBook, { occurredAtMs, call: { callerId, direction, outcome, localHour } }: HistoricCall): void {
  let entry = book.entries.get(callerId);
  if (entry === undefined) book.entries.set(callerId, (entry = newEntry()));
  entry.weight = weightAt(entry, occurredAtMs) + 1;
  entry.lastMs = occurredAtMs;
  entry.lastWasIncoming = direction === INCOMING;
  entry.lastWasAnswered = outcome === ANSWERED;
  if (entry.lastWasIncoming) {
    entry.incoming++;
    entry.lastInMs = occurredAtMs;
  } else {
    entry.outgoing++;
    entry.lastOutMs = occurredAtMs;
    entry.hours[localHour] = (entry.hours[localHour] ?? 0) + 1;
    if (book.latest !== undefined) entry.after.set(book.latest, (entry.after.get(book.latest) ?? 0) + 1);
  }
  book.latest = callerId;
}
