import { join } from 'node:path';
import { columnAt, csvFiles, readTable } from '../forest/csv.mjs';
import { BehaviorRows } from './core.mjs';

const START_MS = Date.parse('2026-01-05T00:00:00+08:00');
const DIRECTIONS = { incoming: 0, outgoing: 1 };
const OUTCOMES = { answered: 0, missed: 2 };

/** Calls of `calls.csv` in the order of their time; ids begin with 1. */
export function readCalls(folder) {
  const [file] = csvFiles(folder, /^calls/);
  if (file === undefined) throw new Error(`${join(folder, 'calls.csv[.gz]')} is not there`);
  const { header, rows } = readTable(file.path);
  const [time, caller, callee, duration] = ['timestamp', 'caller', 'callee', 'duration'].map((name) => columnAt(file.path, header, name));
  const calls = rows.map((row) => ({ seconds: Number(row[time]), caller: 1 + Number(row[caller]), callee: 1 + Number(row[callee]), durationSeconds: Number(row[duration]) }));
  return calls.sort((left, right) => left.seconds - right.seconds);
}

/** A call as the log has it: once of the user it came to, once of the user who made it. */
export function loggedCalls({ seconds, caller, callee, durationSeconds }, at) {
  const isMissed = durationSeconds < 0;
  const facts = { outcome: isMissed ? OUTCOMES.missed : OUTCOMES.answered, durationMs: isMissed ? undefined : durationSeconds * 1000, localHour: Math.floor(seconds / 3600) % 24 };
  const event = (name, userId, callerId) => ({ eventId: `${name}-${at}`, userId, occurredAtMs: START_MS + seconds * 1000, call: { ...facts, callerId, direction: DIRECTIONS[name] } });
  return [event('incoming', callee, caller), event('outgoing', caller, callee)];
}

/** A row for each call with what was known when it rang, gathered as training gathers it from the log, in the order of time; label 1 is missed. */
export function answeredRows(calls) {
  const byNumber = new Map();
  for (const call of calls.flatMap(loggedCalls)) {
    const number = call.call.callerId;
    if (!byNumber.has(number)) byNumber.set(number, { calls: [], labels: [] });
    byNumber.get(number).calls.push(call);
  }
  const rows = new BehaviorRows({ fromMs: START_MS, toMs: Infinity, target: 'outcome', seed: 1, mostRows: Infinity });
  for (const number of byNumber.values()) for (const _step of rows.add(number));
  for (const _step of rows.settle());
  const built = rows.finish();
  if ('code' in built) throw new Error(`calls: ${built.detail}`);
  return built.data;
}
