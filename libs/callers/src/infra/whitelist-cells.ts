import type { Keyring } from '#privacy';
import { FEEDBACK_LABELS, type FeedbackLabel } from '#realtime/core';
import { openChange } from '../app/whitelist/open-change.js';
import type { PairState, WhitelistChange, WhitelistFacts } from '../core/index.js';

type PairCells = [made: number, taken: number, answered: number, answeredMs: number, firstMs: number, lastMs: number, callTimes: number[]];
type LabelCells = [label: number, reportedMs: number];
export type ChangeCells = [changedMs: number, eventId: string, details: string];
export type FactCells = [pair: PairCells | null, label: LabelCells | null, changes: ChangeCells[]];

export const changesOf = (callerId: string, userId = '$1'): string => `
  (SELECT coalesce(json_agg(json_build_array(w.changed_ms, w.event_id, encode(w.details, 'hex')) ORDER BY w.changed_ms DESC, w.event_id DESC), '[]')
   FROM whitelist_change AS w WHERE w.user_id = ${userId} AND w.caller_id = ${callerId})`;

/** What a user and a number had with each other, as `FactCells`. */
export const factsOf = (callerId: string, userId = '$1'): string => `
  (SELECT json_build_array(made, taken, answered, answered_ms, first_ms, last_ms, call_times) FROM caller_user WHERE caller_id = ${callerId} AND user_id = ${userId}),
  (SELECT json_build_array(label, reported_ms) FROM caller_report WHERE caller_id = ${callerId} AND user_id = ${userId}),
  ${changesOf(callerId, userId)}`;

export function whitelistFactsFrom({ userId, callerId }: Pick<PairState, 'userId' | 'callerId'>, [pair, label, changes]: FactCells, keyring: Keyring): WhitelistFacts {
  return {
    pair: pair === null ? undefined : pairFrom(userId, callerId, pair),
    ownLabel: label === null ? undefined : { label: FEEDBACK_LABELS[label[0]] as FeedbackLabel, reportedMs: label[1] },
    changes: changes.map((cells) => changeFrom(cells, keyring)),
  };
}

export function changeFrom([occurredAtMs, eventId, details]: ChangeCells, keyring: Keyring): WhitelistChange {
  return openChange({ eventId, occurredAtMs, details: Buffer.from(details, 'hex') }, keyring);
}

function pairFrom(userId: number, callerId: number, [made, taken, answered, answeredMs, firstMs, lastMs, callTimes]: PairCells): PairState {
  return { callerId, userId, made, taken, answered, answeredMs, firstMs, lastMs, callTimes };
}
