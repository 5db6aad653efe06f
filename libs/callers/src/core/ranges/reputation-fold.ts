import type { StoredCall, UserLabel } from '#realtime/core';
import { addCallMark, addMark, addPeople, emptyReputation, fortnightOf, markOfReport, membersOf, type Reputation } from './reputation.js';
import { unite } from './distinct.js';

/** What stands between a number and a user: whether they have had a call, and the user's latest word. */
export interface Word {
  readonly met: boolean;
  readonly said: Pick<UserLabel, 'label' | 'reportedMs'> | undefined;
}

/** How a batch of events changes it. */
export interface WordChange {
  readonly callerId: number;
  readonly before: Word;
  readonly after: Word;
}

export interface CallerReputation extends Reputation {
  readonly callerId: number;
}

const NOTHING: Word = { met: false, said: undefined };

function pairOf({ call, userId }: StoredCall): string {
  return `${call.callerId} ${userId}`;
}

function isNothing({ heatBad, heatGood, users }: Reputation): boolean {
  return heatBad === 0 && heatGood === 0 && users.low === 0 && users.high === 0;
}

/**
 * What calls, and changes of words, add to the numbers' reputation: a row a number and fortnight, none of which adds nothing. Only
 * who has had a call with the number is heard, whichever comes first; a changed word takes the old mark back at its own time. Sums of
 * differences between states, so any grouping of the same events adds up to the same. Only calls tell who was reached: bits cannot be
 * taken back. O(n).
 */
export function foldReputation(calls: readonly StoredCall[], changes: readonly WordChange[]): CallerReputation[] {
  const rows = new Map<string, CallerReputation>();
  const rowOf = (callerId: number, atMs: number): CallerReputation => {
    const fortnight = fortnightOf(atMs);
    const key = `${callerId} ${fortnight}`;
    let row = rows.get(key);
    if (row === undefined) rows.set(key, (row = { callerId, ...emptyReputation(fortnight) }));
    return row;
  };
  for (const { call, userId, occurredAtMs } of calls) {
    const row = rowOf(call.callerId, occurredAtMs);
    addCallMark(row, call, occurredAtMs);
    addPeople(row, userId, call.callerId);
  }
  const count = (callerId: number, { met, said }: Word, times: number): void => {
    if (met && said !== undefined) addMark(rowOf(callerId, said.reportedMs), markOfReport(said.label), said.reportedMs, times);
  };
  for (const { callerId, before, after } of changes) {
    count(callerId, before, -1);
    count(callerId, after, 1);
  }
  return [...rows.values()].filter((row) => !isNothing(row));
}

/**
 * The reputation of numbers from all their calls and the latest words on them.
 *
 * @param labels one a user and number (`latestLabels`)
 */
export function reputationFrom(calls: readonly StoredCall[], labels: readonly UserLabel[]): CallerReputation[] {
  const met = new Set(calls.map(pairOf));
  const changes = labels.map((said) => ({ callerId: said.callerId, before: NOTHING, after: { met: met.has(`${said.callerId} ${said.userId}`), said } }));
  return foldReputation(calls, changes);
}

/** The rows of a block, one a fortnight, from those of its numbers, one a number and fortnight, or of its parts. */
export function mergeReputation(rows: readonly Reputation[]): Reputation[] {
  const merged = new Map<number, Reputation>();
  for (const row of rows) {
    const members = membersOf(row);
    let into = merged.get(row.fortnight);
    if (into === undefined) merged.set(row.fortnight, (into = emptyReputation(row.fortnight)));
    into.heatBad += row.heatBad;
    into.heatGood += row.heatGood;
    into.evidenceBad += row.evidenceBad;
    into.evidenceGood += row.evidenceGood;
    into.users = unite(into.users, row.users);
    into.numbers = unite(into.numbers, row.numbers);
    into.members = { bad: (into.members?.bad ?? 0) + members.bad, good: (into.members?.good ?? 0) + members.good };
  }
  return [...merged.values()];
}
