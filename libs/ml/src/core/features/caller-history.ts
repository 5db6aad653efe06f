import { INCOMING, OUTCOMES, type Outcome, type StoredCall } from '#realtime/core';
import { CALLER_AT_CALL, type CallerCounts, type RelationCounts } from './caller-at-call.js';
import { DURATION_CLASSES, durationClass } from './duration-classes.js';

/** What a fold needs of a call. */
export type HistoricCall = Pick<StoredCall, 'userId' | 'occurredAtMs' | 'call'>;

type Tally<Counts> = { -readonly [Field in keyof Counts]: Counts[Field] extends readonly number[] ? number[] : Counts[Field] };

/** Calls of one number as they add up, in training as in the live state. Integers, minima and maxima: their order leaves no trace. */
export interface CallerHistory {
  readonly caller: Tally<CallerCounts>;
  /** By surrogate user. */
  readonly relations: Map<number, Tally<RelationCounts>>;
}

const SHORT_CALL_MS = 10_000;
const codeOf = (outcome: Outcome): number => OUTCOMES.indexOf(outcome);
const ANSWERED = codeOf('answered');
const NOT_PICKED_UP = new Set([codeOf('missed'), codeOf('rejected')]);

const zeros = (length: number): number[] => new Array<number>(length).fill(0);

function increment(counts: number[], at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

export function emptyHistory(): CallerHistory {
  return {
    caller: {
      made: zeros(OUTCOMES.length), taken: zeros(OUTCOMES.length), timedAnswered: 0, answeredMs: 0, timed: 0, short: 0,
      durations: zeros(DURATION_CLASSES), hours: zeros(24), firstMs: Infinity, lastMs: -Infinity,
    },
    relations: new Map(),
  };
}

/** Adds one call of the number to `history` in place. */
export function addCall({ caller, relations }: CallerHistory, { userId, occurredAtMs, call }: HistoricCall): void {
  caller.firstMs = Math.min(caller.firstMs, occurredAtMs);
  caller.lastMs = Math.max(caller.lastMs, occurredAtMs);
  if (call.direction === INCOMING) addMade(caller, call);
  else increment(caller.taken, call.outcome);
  let relation = relations.get(userId);
  if (relation === undefined) relations.set(userId, (relation = { made: 0, taken: 0, answered: 0, answeredMs: 0, lastMs: -Infinity }));
  relation.lastMs = Math.max(relation.lastMs, occurredAtMs);
  relation[call.direction === INCOMING ? 'made' : 'taken']++;
  if (call.outcome !== ANSWERED) return;
  relation.answered++;
  relation.answeredMs += call.durationMs ?? 0;
}

function addMade(caller: Tally<CallerCounts>, { outcome, durationMs, localHour }: StoredCall['call']): void {
  increment(caller.made, outcome);
  increment(caller.hours, localHour);
  if (durationMs === undefined || NOT_PICKED_UP.has(outcome)) return;
  caller.timed++;
  if (durationMs <= SHORT_CALL_MS) caller.short++;
  increment(caller.durations, durationClass(durationMs));
  if (outcome !== ANSWERED) return;
  caller.timedAnswered++;
  caller.answeredMs += durationMs;
}

/** The `caller_at_call` vector of the number as it calls `userId` at `atMs`. */
export function vectorAt({ caller, relations }: CallerHistory, { userId }: Pick<HistoricCall, 'userId'>, atMs: number): Float64Array {
  return CALLER_AT_CALL.vector({ caller, users: relations.size, relation: relations.get(userId), asOfMs: atMs });
}

export interface CallVector {
  readonly call: HistoricCall;
  readonly vector: Float64Array;
}

/**
 * A `caller_at_call` vector for each incoming call, made of the calls before it alone: as a verdict saw it while the phone rang.
 *
 * @param calls of any numbers, in the order in which the live state took them in
 */
export function* vectorsAtCalls(calls: Iterable<HistoricCall>): Generator<CallVector, void, undefined> {
  const histories = new Map<number, CallerHistory>();
  for (const call of calls) {
    let history = histories.get(call.call.callerId);
    if (history === undefined) histories.set(call.call.callerId, (history = emptyHistory()));
    if (call.call.direction === INCOMING) yield { call, vector: vectorAt(history, call, call.occurredAtMs) };
    addCall(history, call);
  }
}
