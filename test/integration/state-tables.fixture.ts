import { createHash } from 'node:crypto';
import { CallersProjection, DisputesProjection, HintsProjection, NewcomersProjection, RankedReportsProjection, ReputationProjection, WhitelistProjection } from '#callers';
import { FEEDBACK_LABELS, type FeedbackLabel, isCall, OUTCOMES, SPAM_CATEGORIES, type SpamCategory, type StoredCall, type StoredEvent } from '#realtime/core';
import { normalisePhone, type Keyring } from '#privacy';
import { AnomalyChoicesProjection, PreferencesProjection, SecurityProjection, SeriesProjection } from '#profiles';
import { MetricsProjection } from '#trends';
import type { Projection } from '#realtime';
import { scriptSketcher } from '../../libs/callers/src/core/scripts/index.js';
import { foldCallers } from '../../libs/callers/src/core/caller-state.js';
import { foldPairs } from '../../libs/callers/src/core/pair-state.js';
import { foldQuarters } from '../../libs/profiles/src/core/quarter-state.js';
import { addMark, addPeople, emptyReputation, fortnightOf, markOfCall, markOfReport, type Reputation } from '../../libs/callers/src/core/ranges/reputation.js';
import { FIRST_CALLER } from '../contracts/events.fixture.js';
import type { TestDatabase } from './postgres.fixture.js';

/** Rows of every table a fold writes, in a fixed order: two states are the same if and only if these are equal. */
export type State = Readonly<Record<string, readonly unknown[]>>;

export const TABLES = ['caller', 'caller_user', 'newcomer_caller', 'newcomer_caller_user', 'reputation', 'block_reputation', 'caller_report', 'caller_hint', 'user_quarter', 'user_preference', 'whitelist_change', 'caller_dispute', 'dispute_joiner', 'user_anomaly_choice', 'security_hour', 'security_step', 'security_origin', 'platform_metric_name', 'platform_metric_series', 'platform_metric'];

export function allProjections(keyring: Keyring): readonly Projection[] {
  return [new CallersProjection(keyring), new NewcomersProjection(keyring), new ReputationProjection(keyring), new RankedReportsProjection(keyring), new HintsProjection(keyring, 'CN'), new SeriesProjection(), new PreferencesProjection(keyring), new WhitelistProjection(keyring), new DisputesProjection(keyring), new AnomalyChoicesProjection(keyring), new SecurityProjection(keyring), new MetricsProjection(keyring)];
}

/** Keys of the blocks of 10,000 of the numbers that tests fold, as if they had been registered; the last is too short to have one. */
const BLOCKS = ['0a', '0a', '0b', '0b', ''];

/** Registers the first numbers that tests fold. */
export async function plantIdentities(db: TestDatabase): Promise<void> {
  for (const [at, key] of BLOCKS.entries()) {
    await db.query(
      `INSERT INTO identity (id, kind, key_id, blind_index, ciphertext, range_10000) OVERRIDING SYSTEM VALUE VALUES ($1, 2, 1, int8send($1), '', decode($2, 'hex'))`, [FIRST_CALLER + at, key],
    );
  }
}

/** What stands in the tables. */
export async function storedState(db: TestDatabase): Promise<State> {
  const tables = TABLES.map((table) => `'${table}', (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM ${table} AS t)`);
  const [row] = await db.query<{ state: Record<string, unknown[]> }>(`SELECT jsonb_build_object(${tables.join(', ')}) AS state`);
  return sorted(row?.state ?? {});
}

/** What the pure folds say should stand in the tables. */
export function expectedState(events: readonly StoredEvent[], keyring: Keyring): State {
  const calls = events.filter(isCall);
  const newcomers = calls.filter(({ kind }) => kind === 10);
  return sorted({
    ...callTables(['caller', 'caller_user'], calls, keyring),
    ...callTables(['newcomer_caller', 'newcomer_caller_user'], newcomers, keyring),
    caller_report: reports(events, keyring),
    ...reputations(events, calls.filter(({ kind }) => kind !== 10), keyring),
    caller_hint: hints(calls.filter(({ kind }) => kind !== 10), keyring),
    user_quarter: foldQuarters(events).map(({ userId, quarter, incoming, outgoing, ...state }) => ({
      user_id: userId, quarter, first_ms: state.firstMs, last_ms: state.lastMs, answered_ms: state.answeredMs, timed_answered: state.timedAnswered,
      ...Object.fromEntries(OUTCOMES.flatMap((outcome, index) => [[outcome, incoming[index]], [`out_${outcome}`, outgoing[index]]])),
      interactions: state.interactions, security_events: state.securityEvents,
    })),
    user_preference: choices(events, 6, keyring),
    user_anomaly_choice: choices(events, 11, keyring),
    whitelist_change: events.filter(({ kind }) => kind === 8).map((event) => ({
      user_id: event.userId, caller_id: event.subjectId, changed_ms: event.occurredAtMs, event_id: event.eventId, details: `\\x${Buffer.from(event.details ?? []).toString('hex')}`,
    })),
    ...disputeTables(events, keyring),
    ...securityTables(events, keyring),
    ...metricTables(events, keyring),
  });
}

/** A number's calls, and by user. Of calls other than newcomers' it is told apart when they were. */
function callTables([callerTable, pairTable]: readonly [string, string], calls: readonly StoredCall[], keyring: Keyring): State {
  const pairs = foldPairs(calls);
  const others = foldCallers(calls.filter(({ kind }) => kind !== 10));
  return {
    [callerTable]: [...foldCallers(calls)].map(([callerId, state]) => ({
      caller_id: callerId, first_ms: state.firstMs, last_ms: state.lastMs, answered_ms: state.answeredMs, timed_answered: state.timedAnswered,
      timed: state.timed, short: state.short, users: pairs.filter((pair) => pair.callerId === callerId).length,
      made: state.made, taken: state.taken, durations: state.durations, hours: state.hours, ...ringsOf(callerId, calls, keyring),
      others_first_ms: others.get(callerId)?.firstMs ?? null, others_last_ms: others.get(callerId)?.lastMs ?? null,
    })),
    [pairTable]: pairs.map((pair) => ({
      caller_id: pair.callerId, user_id: pair.userId, answered_ms: pair.answeredMs, first_ms: pair.firstMs, last_ms: pair.lastMs,
      made: pair.made, taken: pair.taken, answered: pair.answered, call_times: pair.callTimes, ...turnedAway(pair, calls),
    })),
  };
}

/** Written anew here, as the rule says it. */
function turnedAway({ callerId, userId }: { readonly callerId: number; readonly userId: number }, calls: readonly StoredCall[]): Record<'turned_away' | 'last_turned_away_ms', number | null> {
  const theirs = calls.filter((event) => event.userId === userId && event.call.callerId === callerId && event.call.direction === 0);
  const times = theirs.filter(({ call: { outcome, durationMs = Infinity } }) => outcome === 1 || (outcome === 0 && durationMs <= 10_000)).map(({ occurredAtMs }) => occurredAtMs);
  return { turned_away: times.length, last_turned_away_ms: times.length === 0 ? null : Math.max(...times) };
}

function opened(event: StoredEvent, keyring: Keyring): Record<string, unknown> {
  return JSON.parse(keyring.open('details', Buffer.from(event.details ?? []))) as Record<string, unknown>;
}

/** The latest first-hand word wins; equal times are settled by id. Written anew here, as the rule says it. */
function latestBy(events: readonly StoredEvent[], key: (event: StoredEvent) => string): StoredEvent[] {
  const order = [...events].sort((left, right) => left.occurredAtMs - right.occurredAtMs || (left.eventId < right.eventId ? -1 : 1));
  return [...new Map(order.map((event) => [key(event), event])).values()];
}

function reports(events: readonly StoredEvent[], keyring: Keyring): unknown[] {
  const feedback = events.filter(({ kind }) => kind === 5);
  return latestBy(feedback, ({ userId, subjectId }) => `${userId}/${subjectId}`).map((event) => {
    const { label, category } = opened(event, keyring) as { label: FeedbackLabel; category?: SpamCategory };
    return {
      caller_id: event.subjectId, user_id: event.userId, label: FEEDBACK_LABELS.indexOf(label),
      category: category === undefined ? null : SPAM_CATEGORIES.indexOf(category), reported_ms: event.occurredAtMs, event_id: event.eventId,
    };
  });
}

/** Every call of established users, and the latest word of every one who had a call with the number. Written anew here, as the rule says it. */
function reputations(events: readonly StoredEvent[], calls: readonly StoredCall[], keyring: Keyring): Record<'reputation' | 'block_reputation', unknown[]> {
  const rows = new Map<string, Reputation>();
  const rowsAt = (callerId: number, atMs: number): Reputation[] => {
    const block = BLOCKS[callerId - FIRST_CALLER] ?? '';
    return [String(callerId), ...(block === '' ? [] : [`\\x${block}`])].map((key) => {
      const row = rows.get(`${key} ${fortnightOf(atMs)}`) ?? emptyReputation(fortnightOf(atMs));
      rows.set(`${key} ${row.fortnight}`, row);
      return row;
    });
  };
  for (const { call, userId, occurredAtMs } of calls) {
    for (const row of rowsAt(call.callerId, occurredAtMs)) {
      const [heatBefore, mark] = [row.heatBad - row.heatGood, markOfCall(call)];
      addMark(row, mark, occurredAtMs);
      row.callHeat += row.heatBad - row.heatGood - heatBefore;
      addPeople(row, userId, call.callerId);
    }
  }
  for (const event of latestBy(events.filter(({ kind }) => kind === 5), ({ userId, subjectId }) => `${userId}/${subjectId}`)) {
    const mark = markOfReport((opened(event, keyring) as { label: FeedbackLabel }).label);
    const isHeard = mark.bad + mark.good > 0 && calls.some(({ call, userId }) => userId === event.userId && call.callerId === event.subjectId);
    if (isHeard) for (const row of rowsAt(event.subjectId as number, event.occurredAtMs)) addMark(row, mark, event.occurredAtMs);
  }
  const stored = [...rows].map(([key, row]) => [key.split(' ')[0] as string, {
    fortnight: row.fortnight, heat_bad: row.heatBad, heat_good: row.heatGood, evidence_bad: row.evidenceBad, evidence_good: row.evidenceGood,
    users_low: row.users.low, users_high: row.users.high, numbers_low: row.numbers.low, numbers_high: row.numbers.high,
    ...(key.startsWith('\\x') ? {} : { call_heat: row.callHeat }),
  }] as const);
  const isBlock = ([key]: (typeof stored)[number]): boolean => key.startsWith('\\x');
  return {
    reputation: stored.filter((row) => !isBlock(row)).map(([key, row]) => ({ caller_id: Number(key), ...row })),
    block_reputation: stored.filter(isBlock).map(([key, row]) => {
      const numbers = stored.filter(([id, { fortnight }]) => fortnight === row.fortnight && `\\x${BLOCKS[Number(id) - FIRST_CALLER]}` === key);
      return { key, ...row, bad_numbers: numbers.filter(([, { call_heat: heat = 0 }]) => heat > 0).length, good_numbers: numbers.filter(([, { call_heat: heat = 0 }]) => heat < 0).length };
    }),
  };
}

/** Written anew here, as the rule says it: the opening, whoever joined, and the first decision. */
function disputeTables(events: readonly StoredEvent[], keyring: Keyring): Record<string, readonly unknown[]> {
  const facts = events.filter(({ kind }) => kind === 7).map((event) => ({ event, said: opened(event, keyring) as { fact: string; disputeId?: string; deadlineMs?: number; outcome?: string; standing?: string } }));
  const standingOf = ({ standing = 'none' }: { standing?: string }): number => ['vouched', 'acquainted', 'none'].indexOf(standing);
  const sealed = (event: StoredEvent | undefined): string | null => (event === undefined ? null : `\\x${Buffer.from(event.details ?? []).toString('hex')}`);
  const idOf = ({ event, said }: (typeof facts)[number]): string => said.disputeId ?? event.eventId;
  const joined = facts.filter(({ said }) => said.fact === 'joined');
  const dispute_joiner = joined.map(({ event, said }) => ({
    event_id: event.eventId, dispute_id: said.disputeId, caller_id: event.subjectId, user_id: event.userId, standing: standingOf(said), joined_ms: event.occurredAtMs, details: sealed(event),
  }));
  const caller_dispute = [...new Set(facts.filter((fact) => !joined.includes(fact)).map(idOf))].map((id) => {
    const opening = facts.find((fact) => fact.said.fact === 'opened' && idOf(fact) === id);
    const [decision] = facts.filter((fact) => fact.said.fact === 'resolved' && idOf(fact) === id).sort((left, right) => left.event.occurredAtMs - right.event.occurredAtMs || (left.event.eventId < right.event.eventId ? -1 : 1));
    return {
      dispute_id: id, caller_id: (opening ?? decision)?.event.subjectId, opened_ms: opening?.event.occurredAtMs ?? null, deadline_ms: opening?.said.deadlineMs ?? null, details: sealed(opening?.event),
      resolved_ms: decision?.event.occurredAtMs ?? null, outcome: decision === undefined ? null : ['upheld', 'rejected'].indexOf(decision.said.outcome ?? ''),
      resolution: sealed(decision?.event), resolution_id: decision?.event.eventId ?? null, objector: opening?.event.userId ?? null, standing: opening === undefined ? null : standingOf(opening.said),
    };
  });
  return { caller_dispute, dispute_joiner };
}

/** Missed calls that say how long they rang, and those under three seconds. Written anew here, as the rule says it. */
function ringsOf(callerId: number, calls: readonly StoredCall[], keyring: Keyring): { rings: number; short_rings: number } {
  const missed = calls.filter(({ call, details }) => call.callerId === callerId && call.direction === 0 && OUTCOMES[call.outcome] === 'missed' && details !== undefined);
  const seconds = missed.map((event) => (opened(event, keyring)['metadata'] as { ringSeconds?: unknown } | undefined)?.ringSeconds).filter((said): said is number => typeof said === 'number');
  return { rings: seconds.length, short_rings: seconds.filter((said) => said < 3).length };
}

/** The four least keys of a kind, of sketches that begin alike the least. Written anew here, as the rule says it. */
function hints(calls: readonly StoredCall[], keyring: Keyring): unknown[] {
  const sketcher = scriptSketcher(keyring.blindIndex('script', 'order').readUInt32BE());
  const heard = calls.filter(({ call, details }) => call.direction === 0 && details !== undefined).map((event) => ({ caller_id: event.call.callerId, said: (opened(event, keyring)['metadata'] ?? {}) as Record<string, string> }));
  return [...new Set(heard.map((each) => each.caller_id))].flatMap((caller_id) => {
    const said = heard.filter((each) => each.caller_id === caller_id).map((each) => each.said);
    const numbers = said.flatMap(({ callbackNumber }) => (callbackNumber === undefined ? [] : (normalisePhone(callbackNumber, 'CN') ?? [])));
    const callbacks = [...new Set(numbers.map((number) => keyring.blindIndex('callback', number).toString('hex')))].sort();
    const sketches = said.flatMap(({ transcript }) => (transcript === undefined ? [] : [sketcher(transcript) ?? []].flatMap((sketch) => (sketch.length === 0 ? [] : [Array.from(sketch, (hash) => hash.toString(16).padStart(8, '0')).join('')]))));
    const scripts = [...new Set(sketches)].sort().filter((sketch, at, all) => at === 0 || all[at - 1]?.slice(0, 8) !== sketch.slice(0, 8));
    const stored = (keys: readonly string[]): string[] => keys.slice(0, 4).map((key) => `\\x${key}`);
    return callbacks.length + scripts.length === 0 ? [] : [{ caller_id, callbacks: stored(callbacks), scripts: stored(scripts) }];
  });
}

/** Each event by its class, place and time. Written anew here, as the rule says it. */
function securityTables(events: readonly StoredEvent[], keyring: Keyring): State {
  const classes: Record<string, number> = { LoginFailed: 0, 'auth.login_failed': 0, login: 1, data_export: 3, password_reset: 5 };
  const networks: Record<string, string> = { '10.0.0.1': '10.0.0.1', '2001:db8::1': '2001:db8:0:0::/64', '2001:0db8:0:0:1::2': '2001:db8:0:0::/64' };
  const told = events.filter(({ kind }) => kind === 3).map((event) => {
    const { action = '', severity = 'low', context = {} } = (event.details === undefined ? {} : opened(event, keyring)) as { action?: string; severity?: string; context?: { ip?: string; deviceId?: string; country?: string; records?: number } };
    const key = (kind: string, name?: string): string => `\\x${name === undefined ? '' : keyring.blindIndex('origin', `${kind}\0${name}`).toString('hex')}`;
    return {
      user_id: event.userId, at: event.occurredAtMs, class: classes[action] ?? 6, severity: ['low', 'medium', 'high', 'critical'].indexOf(severity), records: context.records ?? 0,
      address: key('address', context.ip && networks[context.ip]), device: key('device', context.deviceId), country: { cn: 'CN', DE: 'DE' }[context.country ?? ''] ?? '',
    };
  });
  type Told = (typeof told)[number];
  const grouped = (keyOf: (event: Told) => Record<string, unknown>): unknown[] => [...new Set(told.map((event) => JSON.stringify(keyOf(event))))].map((key) => {
    const members = told.filter((event) => JSON.stringify(keyOf(event)) === key);
    const times = members.map(({ at }) => at);
    return { ...(JSON.parse(key) as object), events: members.length, records: members.reduce((sum, { records }) => sum + records, 0), first_ms: Math.min(...times), last_ms: Math.max(...times) };
  });
  const places = told.filter((event) => event.class === 1).flatMap(({ user_id, at, address, device }) => [address, device].filter((origin) => origin !== '\\x').map((origin) => ({ user_id, origin, at })));
  return {
    security_hour: grouped(({ user_id, at, class: of, severity }) => ({ user_id, hour: Math.floor(at / 3_600_000), class: of, severity })),
    security_step: grouped(({ user_id, at, class: of, address, device, country }) => ({ user_id, minute: Math.floor(at / 60_000), class: of, address, device, country })),
    security_origin: [...new Set(places.map(({ user_id, origin }) => `${user_id} ${origin}`))].map((place) => {
      const there = places.filter(({ user_id, origin }) => `${user_id} ${origin}` === place);
      return { user_id: there[0]?.user_id, origin: there[0]?.origin, first_ms: Math.min(...there.map(({ at }) => at)) };
    }),
  };
}

/** Each value by the words of its series and its quarter hour. Written anew here, as the rule says it. */
function metricTables(events: readonly StoredEvent[], keyring: Keyring): State {
  const words: Record<string, object> = { undefined: {}, '/a': { route: '/a' }, '/A': { route: '/a' }, 'h 13800138000': { host: '*' } };
  const told = events.filter(({ kind, details }) => kind === 4 && details !== undefined).map((event) => {
    const { name, value, labels = {} } = opened(event, keyring) as { name: string; value: number; labels?: { route?: string; Route?: string; host?: string } };
    const known = words[labels.route ?? labels.Route ?? labels.host ?? 'undefined'];
    return { name: name === 'Latency ms' ? 'latency_ms' : name, labels: known, series: createHash('sha256').update(JSON.stringify(known)).digest('hex').slice(0, 16), quarter: Math.floor(event.occurredAtMs / 900_000), value };
  });
  const bucket = (value: number): number => (value === 0 ? 0 : Math.sign(value) * (1000 + Math.ceil(Math.log(Math.abs(value)) / Math.log(1.05))));
  const distinct = (rows: readonly object[]): unknown[] => [...new Set(rows.map((row) => JSON.stringify(row)))].map((row) => JSON.parse(row) as unknown);
  return {
    platform_metric_name: distinct(told.map(({ name }) => ({ name }))),
    platform_metric_series: distinct(told.map(({ name, series, labels }) => ({ name, series, labels }))),
    platform_metric: (distinct(told.map(({ name, series, quarter }) => ({ name, series, quarter }))) as { name: string; series: string; quarter: number }[]).map((key) => {
      const values = told.filter(({ name, series, quarter }) => name === key.name && series === key.series && quarter === key.quarter).map(({ value }) => value);
      const histogram: Record<string, number> = {};
      for (const value of values) histogram[bucket(value)] = (histogram[bucket(value)] ?? 0) + 1;
      return { ...key, events: values.length, sum_units: values.reduce((sum, value) => sum + Math.round(value * 1e6), 0), least: Math.min(...values), greatest: Math.max(...values), histogram };
    }),
  };
}

function choices(events: readonly StoredEvent[], ofKind: number, keyring: Keyring): unknown[] {
  const said = events.filter(({ kind }) => kind === ofKind).flatMap((event) => Object.entries(opened(event, keyring)).map(([name, value]) => ({ event, name, value })));
  const names = [...new Set(said.map(({ name }) => name))];
  return names.flatMap((name) => {
    const latest = latestBy(said.filter((choice) => choice.name === name).map(({ event }) => event), ({ userId }) => String(userId));
    return latest.map((event) => ({ user_id: event.userId, name, value: opened(event, keyring)[name], chosen_ms: event.occurredAtMs, event_id: event.eventId }));
  });
}

function sorted(state: State): State {
  const text = (row: unknown): string => JSON.stringify(Object.entries(row as object).sort());
  return Object.fromEntries(Object.entries(state).map(([table, rows]) => [table, rows.map((row) => ({ text: text(row), row })).sort((a, b) => (a.text < b.text ? -1 : 1)).map(({ row }) => row)]));
}
