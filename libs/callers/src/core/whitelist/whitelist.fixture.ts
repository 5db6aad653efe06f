import fc from 'fast-check';
import { ZoneClock } from '#kernel';
import { ANSWERED, EVENT_KINDS, INCOMING, type StoredCall } from '#realtime/core';
import { foldPairs, type PairState } from '../pair-state.js';
import { AS_OF_MS, DAY_MS } from '../facts.fixture.js';
import { WHITELIST_CHANGES, type WhitelistChange } from './change.js';
import { endOfDay } from './local-days.js';

const HOUR_MS = 3_600_000;
const clock = new ZoneClock();

export const hourIn = (zone: string) => (epochMs: number): number => clock.localHour(zone, epochMs);
export const dayInShanghai = (epochMs: number): number => endOfDay(epochMs, hourIn('Asia/Shanghai'));

export interface Talk {
  readonly hoursAgo: number;
  readonly seconds?: number | undefined;
  /** Dialled by the user. */
  readonly dialled?: boolean;
  readonly unanswered?: boolean;
}

/** The folded state of calls between one user and one number. */
export function pairOf(...talks: readonly Talk[]): PairState {
  const calls = talks.map(({ hoursAgo, seconds, dialled = false, unanswered = false }, position): StoredCall => ({
    eventId: String(position), kind: EVENT_KINDS.call, userId: 2, occurredAtMs: AS_OF_MS - Math.round(hoursAgo * HOUR_MS), position, receivedAtMs: AS_OF_MS, subjectId: 1,
    call: {
      callerId: 1, direction: dialled ? 1 - INCOMING : INCOMING, outcome: unanswered ? ANSWERED + 2 : ANSWERED,
      durationMs: seconds === undefined ? undefined : seconds * 1000, localHour: 12,
    },
  }));
  return foldPairs(calls)[0] as PairState;
}

export const anyTalks: fc.Arbitrary<Talk[]> = fc.array(
  fc.record({
    hoursAgo: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 9000 })),
    seconds: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 900 }), fc.constant(undefined)),
    dialled: fc.constantFrom(false, false, false, true),
    unanswered: fc.boolean(),
  }),
  { minLength: 1, maxLength: 50 },
);

export const change = (kind: WhitelistChange['change'], daysAgo = 1, parts: Partial<WhitelistChange> = {}): WhitelistChange => ({
  change: kind, changedMs: AS_OF_MS - daysAgo * DAY_MS, eventId: `id-${daysAgo}`, expiresMs: null, ...parts,
});

/** Few moments, so that equal times happen. */
export const anyChanges: fc.Arbitrary<WhitelistChange[]> = fc.uniqueArray(
  fc.record({
    change: fc.constantFrom(...WHITELIST_CHANGES),
    changedMs: fc.integer({ min: 1, max: 6 }).map((days) => AS_OF_MS - days * DAY_MS),
    eventId: fc.uuid(),
    expiresMs: fc.constantFrom(null, AS_OF_MS, AS_OF_MS + 1, AS_OF_MS - DAY_MS),
  }),
  { maxLength: 12, selector: ({ eventId }) => eventId },
);
