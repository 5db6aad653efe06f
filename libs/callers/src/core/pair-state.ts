import { SHORT_CALL_MS } from '#ml/core';
import { ANSWERED, INCOMING, OUTCOMES, type CallFacts, type StoredCall } from '#realtime/core';

/** How many call times a pair keeps: the latest ones. */
export const CALL_TIMES_KEPT = 32;

const REJECTED = OUTCOMES.indexOf('rejected');

/** What went on between one number and one user. Commutes like `CallerState`. */
export interface PairState {
  readonly callerId: number;
  readonly userId: number;
  /** Calls the number made to the user, and the user to the number. */
  made: number;
  taken: number;
  /** Calls of either direction in which the two spoke, and for how long where known. */
  answered: number;
  answeredMs: number;
  firstMs: number;
  lastMs: number;
  /** Epoch milliseconds of the latest made calls, latest first. */
  callTimes: number[];
  /** Calls it made that the user turned away; undefined where earlier ones were added up before this was counted. */
  turnedAway?: number | undefined;
  /** When the latest of them was. */
  lastTurnedAwayMs?: number | undefined;
}

/** What behaviour asks of a pair. */
export type PairCalls = Pick<PairState, 'made' | 'callTimes' | 'turnedAway' | 'lastTurnedAwayMs'>;

/** Whether the user rejected a call of the number, or hung up within ten seconds. */
function isTurnedAway({ outcome, durationMs }: Pick<CallFacts, 'outcome' | 'durationMs'>): boolean {
  return outcome === REJECTED || (outcome === ANSWERED && durationMs !== undefined && durationMs <= SHORT_CALL_MS);
}

/**
 * How many calls of the number came straight after one that the user had turned away: as many as were turned away but for the latest
 * call, which nothing has followed yet. Undefined where it is not known. Calls of one millisecond are one moment.
 */
export function returnsAfterTurnedAway({ turnedAway, lastTurnedAwayMs = -Infinity, callTimes: [latestMs = Infinity] }: PairCalls): number | undefined {
  return turnedAway === undefined || turnedAway === 0 ? turnedAway : turnedAway - Number(lastTurnedAwayMs >= latestMs);
}

function latestFirst(times: number[]): number[] {
  return times.sort((left, right) => right - left).slice(0, CALL_TIMES_KEPT);
}

function addCall(pair: PairState, { call, occurredAtMs }: StoredCall): void {
  pair.firstMs = Math.min(pair.firstMs, occurredAtMs);
  pair.lastMs = Math.max(pair.lastMs, occurredAtMs);
  if (call.direction === INCOMING) {
    pair.made++;
    pair.callTimes.push(occurredAtMs);
    if (isTurnedAway(call)) {
      pair.turnedAway = (pair.turnedAway ?? 0) + 1;
      pair.lastTurnedAwayMs = Math.max(pair.lastTurnedAwayMs ?? occurredAtMs, occurredAtMs);
    }
  } else pair.taken++;
  if (call.outcome !== ANSWERED) return;
  pair.answered++;
  pair.answeredMs += call.durationMs ?? 0;
}

/** States of every pair of number and user in `calls`. */
export function foldPairs(calls: readonly StoredCall[]): PairState[] {
  const byUser = new Map<number, Map<number, PairState>>();
  const pairs: PairState[] = [];
  for (const event of calls) {
    let byCaller = byUser.get(event.userId);
    if (byCaller === undefined) byUser.set(event.userId, (byCaller = new Map<number, PairState>()));
    let pair = byCaller.get(event.call.callerId);
    if (pair === undefined) {
      pair = { callerId: event.call.callerId, userId: event.userId, made: 0, taken: 0, answered: 0, answeredMs: 0, firstMs: Infinity, lastMs: -Infinity, callTimes: [], turnedAway: 0, lastTurnedAwayMs: undefined };
      byCaller.set(pair.callerId, pair);
      pairs.push(pair);
    }
    addCall(pair, event);
  }
  for (const pair of pairs) if (pair.callTimes.length > 1) pair.callTimes = latestFirst(pair.callTimes);
  return pairs;
}
