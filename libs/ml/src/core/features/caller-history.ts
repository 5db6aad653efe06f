import { ANSWERED, INCOMING, type StoredCall } from '#realtime/core';
import { CALLER_AT_CALL, type RelationCounts } from './caller-at-call.js';
import { addToTally, emptyTally, type CallerTally, type Tally } from './caller-tally.js';

/** What a fold needs of a call. */
export type HistoricCall = Pick<StoredCall, 'userId' | 'occurredAtMs' | 'call'>;

/** Calls of one number as they add up, in training as in the live state. */
export interface CallerHistory {
  readonly caller: CallerTally;
  /** By surrogate user. */
  readonly relations: Map<number, Tally<RelationCounts>>;
}

export function emptyHistory(): CallerHistory {
  return { caller: emptyTally(), relations: new Map() };
}

/** Adds one call of the number to `history` in place. */
export function addCall({ caller, relations }: CallerHistory, { userId, occurredAtMs, call }: HistoricCall): void {
  addToTally(caller, { call, occurredAtMs });
  let relation = relations.get(userId);
  if (relation === undefined) relations.set(userId, (relation = { made: 0, taken: 0, answered: 0, answeredMs: 0, lastMs: -Infinity }));
  relation.lastMs = Math.max(relation.lastMs, occurredAtMs);
  relation[call.direction === INCOMING ? 'made' : 'taken']++;
  if (call.outcome !== ANSWERED) return;
  relation.answered++;
  relation.answeredMs += call.durationMs ?? 0;
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
