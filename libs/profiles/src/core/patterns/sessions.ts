import { isContact } from '#callers/core';
import { ANSWERED } from '#realtime/core';
import { DAY_MS } from '#kernel';
import type { HistoryCall, NumberFacts, UserHistory } from './user-history.js';

/** Calls of one number no farther apart are one session: redialling says nothing new. */
const SESSION_GAP_MS = 30 * 60_000;
const DAYS_A_WEEK = 7;
/** 1970-01-01 was a Thursday; weeks begin on Monday. */
const FIRST_WEEKDAY = 3;

/** Who calls, as it stood when a session began. A number is spam that the user reported before, or that is on the list of spam and no contact. */
export const CALLER_CLASSES = ['contact', 'known', 'new', 'spam'] as const;
export type CallerClass = (typeof CALLER_CLASSES)[number];

/** Sessions in columns, by time. */
export interface Sessions {
  readonly length: number;
  readonly atMs: Float64Array;
  /** Local days from the history's first one, and weekdays from Monday 0. */
  readonly day: Int32Array;
  readonly weekday: Uint8Array;
  /** Share of the local day that was over, 0 … 1. */
  readonly turn: Float64Array;
  /** Place in `numbers`. */
  readonly number: Int32Array;
  readonly isIncoming: Uint8Array;
  /** Answered where any call of it was, else as the last one ended. */
  readonly outcome: Uint8Array;
  /** Index of CALLER_CLASSES. */
  readonly callerClass: Uint8Array;
  readonly numbers: readonly number[];
  /** Local day of the first session, numbered from 1970-01-01, and the one that still runs at the end, numbered from it. */
  readonly firstDay: number;
  readonly lastDay: number;
}

interface Session {
  readonly first: HistoryCall;
  readonly callerClass: CallerClass;
  lastMs: number;
  outcome: number;
}

interface Relation {
  made: number;
  taken: number;
  answered: number;
  answeredMs: number;
  lastMs: number;
  session: Session | undefined;
}

function classOf(call: HistoryCall, relation: Relation, facts: NumberFacts | undefined): CallerClass {
  const label = facts?.reported !== undefined && facts.reported.atMs < call.atMs ? facts.reported.label : undefined;
  if (isContact(relation, label)) return 'contact';
  if (label === 'spam' || facts?.isSpam === true) return 'spam';
  return relation.session !== undefined || (facts?.firstMs ?? call.atMs) < call.atMs ? 'known' : 'new';
}

function addTo(relation: Relation, { atMs, isIncoming, outcome, durationMs }: HistoryCall): void {
  relation.lastMs = atMs;
  if (isIncoming) relation.made++;
  else relation.taken++;
  if (outcome !== ANSWERED) return;
  relation.answered++;
  relation.answeredMs += durationMs ?? 0;
}

function joined({ calls, numbers }: UserHistory): Session[] {
  const relations = new Map<number, Relation>();
  const sessions: Session[] = [];
  for (const call of calls) {
    let relation = relations.get(call.callerId);
    if (relation === undefined) relations.set(call.callerId, (relation = { made: 0, taken: 0, answered: 0, answeredMs: 0, lastMs: 0, session: undefined }));
    const running = relation.session;
    if (running !== undefined && call.atMs - running.lastMs <= SESSION_GAP_MS) {
      running.lastMs = call.atMs;
      if (running.outcome !== ANSWERED) running.outcome = call.outcome;
    } else {
      const callerClass = classOf(call, relation, numbers.get(call.callerId));
      relation.session = { first: call, callerClass, lastMs: call.atMs, outcome: call.outcome };
      sessions.push(relation.session);
    }
    addTo(relation, call);
  }
  return sessions;
}

/** A user's calls as sessions. O(calls). */
export function sessionsOf(history: UserHistory): Sessions {
  const sessions = joined(history);
  const { length } = sessions;
  const places = new Map<number, number>();
  const [atMs, turn] = [new Float64Array(length), new Float64Array(length)];
  const [day, number] = [new Int32Array(length), new Int32Array(length)];
  const [weekday, isIncoming, outcome, callerClass] = [new Uint8Array(length), new Uint8Array(length), new Uint8Array(length), new Uint8Array(length)];
  const firstDay = history.calendar.dayAt(sessions[0]?.first.atMs ?? 0);
  for (let at = 0; at < length; at++) {
    const session = sessions[at] as Session;
    const { first } = session;
    const shownDays = history.calendar.shownMs(first.atMs) / DAY_MS;
    const place = places.get(first.callerId) ?? places.size;
    places.set(first.callerId, place);
    atMs[at] = first.atMs;
    day[at] = Math.floor(shownDays) - firstDay;
    turn[at] = shownDays - Math.floor(shownDays);
    weekday[at] = weekdayOf(Math.floor(shownDays));
    number[at] = place;
    isIncoming[at] = first.isIncoming ? 1 : 0;
    outcome[at] = session.outcome;
    callerClass[at] = CALLER_CLASSES.indexOf(session.callerClass);
  }
  const lastDay = history.calendar.dayAt(history.toMs) - firstDay;
  return { length, atMs, day, weekday, turn, number, isIncoming, outcome, callerClass, numbers: [...places.keys()], firstDay, lastDay };
}

/** Of a day numbered from 1970-01-01: 0 Monday … 6 Sunday. */
export function weekdayOf(day: number): number {
  return (((day + FIRST_WEEKDAY) % DAYS_A_WEEK) + DAYS_A_WEEK) % DAYS_A_WEEK;
}
