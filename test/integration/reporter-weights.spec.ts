import { DAY_MS } from '#kernel';
import { Caches } from '#platform/cache';
import { Keyring } from '#privacy';
import { EVENT_KINDS, type NewEvent } from '#realtime/core';
import { CallerAsOf } from '../../libs/callers/src/app/caller-as-of.js';
import { ComputeReporterWeights } from '../../libs/callers/src/app/compute-reporter-weights.js';
import { evidenceOf, REPORTS_READ, reporterWeight, trackRecord } from '../../libs/callers/src/core/index.js';
import { PgCallerReadModel } from '../../libs/callers/src/infra/pg-caller-read-model.js';
import { PgReputations } from '../../libs/callers/src/infra/ranges/pg-reputations.js';
import { PgReporterRecords } from '../../libs/callers/src/infra/pg-reporter-records.js';
import { PgIdentities } from '../../libs/privacy/src/infra/pg-identities.js';
import { applyAll } from '../../libs/realtime/src/app/apply-all.js';
import { PgEventHistory } from '../../libs/realtime/src/infra/pg-event-history.js';
import { PgEventLog } from '../../libs/realtime/src/infra/pg-event-log.js';
import { PgFoldLog } from '../../libs/realtime/src/infra/pg-fold-log.js';
import { callEvent } from '../contracts/events.fixture.js';
import { FixedClock, NOW_MS } from '../contracts/fixed-clock.fixture.js';
import { shuffled } from '../contracts/shuffled.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';
import { allProjections } from './state-tables.fixture.js';

const keyring = new Keyring('a key for tests of more than 32 characters');
const clock = new FixedClock(NOW_MS);
const ALL = Array.from({ length: 16 }, (_, partition) => partition);
const NUMBER = 5000;

let server: TestServer;
let db: TestDatabase;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  clock.nowMs = NOW_MS;
  db = await migrated();
});

let identities: PgIdentities;

/** With users 1 to 20 registered. */
async function migrated(): Promise<TestDatabase> {
  const fresh = await server.migrated();
  identities = new PgIdentities(fresh.database, keyring, new Caches({ enabled: false, maxBytes: 1, ttlMs: 1, sweepMs: 1 }));
  await identities.registerUsers(Array.from({ length: 20 }, (_, index) => `u-${index}`));
  return fresh;
}

const called = (userId: number, daysAgo: number, callerId = NUMBER): NewEvent => callEvent({ userId, occurredAtMs: NOW_MS - daysAgo * DAY_MS, call: { callerId, outcome: 2, durationMs: undefined } });
const said = (userId: number, label: string, daysAgo = 0, callerId = NUMBER): NewEvent => ({
  eventId: callEvent().eventId, kind: EVENT_KINDS.feedback, userId, subjectId: callerId, occurredAtMs: NOW_MS - daysAgo * DAY_MS, details: keyring.seal('details', JSON.stringify({ label })),
});

async function happen(...events: readonly NewEvent[]): Promise<void> {
  await new PgEventLog(db.database, clock).append(events);
  await new PgFoldLog(db.database, clock).fold({ partitions: ALL, mostPerPartition: 100_000 }, applyAll(allProjections(keyring)));
}

const compute = (all: boolean) => new ComputeReporterWeights(new PgReporterRecords(db.database), clock).execute(all);
const read = (callerId = NUMBER) => new PgCallerReadModel(db.database, new PgReputations(db.database)).facts(callerId, undefined);
const weights = async (callerId = NUMBER): Promise<number[]> => (await read(callerId)).reports.flatMap(({ weight = NaN, count = 1 }) => new Array<number>(count).fill(weight)).sort((left, right) => left - right);
const track = (agreed: number, disagreed: number): number => trackRecord({ agreed, disagreed });
const rows = (): Promise<{ user_id: number; from_ms: number; weight: number }[]> => db.query('SELECT user_id::int, from_ms::float8, weight::int FROM reporter_weight ORDER BY 1, 2');

describe('the weight of a report nobody has weighed yet', () => {
  it('rests on the first call with anybody, and on the calls of this number before it', async () => {
    await happen(
      called(1, 100, 7000), called(1, 2), called(1, 1), said(1, 'spam'), // long known, called twice
      called(2, 100, 7000), called(2, 1), called(2, -0.5), said(2, 'spam'), // once before, once after
      called(3, 100, 7000), said(3, 'spam'), // never
      called(4, 7), called(4, 6), said(4, 'spam'), said(5, 'spam'), // a newcomer, and nobody knows who
    );
    const expected = [[100, 2], [100, 1], [100, 0], [7, 2], [0, 0]].map(([knownDays = 0, callsBefore = 0]) => reporterWeight(track(0, 0), { knownDays, callsBefore }));
    (await weights()).forEach((weight, at) => expect(weight).toBeCloseTo(expected.sort((left, right) => left - right)[at] as number, 9));
    expect((await weights()).length).toBe(5);
  });

  it('does not believe in a past before the registration, where it is on record who was there', async () => {
    const [old] = await identities.registerUsers(['u-old']);
    await new PgReporterRecords(db.database).markArrivals(NOW_MS - 3 * DAY_MS);
    const [fresh] = await identities.registerUsers(['u-fresh']);
    await happen(...[old, fresh].flatMap((user) => [called(user as number, 300), called(user as number, 299), said(user as number, 'spam')]));
    expect(await weights()).toEqual([reporterWeight(track(0, 0), { knownDays: 3, callsBefore: 2 }), reporterWeight(track(0, 0), { knownDays: 28, callsBefore: 2 })]);
    await compute(false);
    expect((await db.query('SELECT known_ms::float8 AS known FROM reporter_record ORDER BY user_id')).map((row) => (row as { known: number }).known)).toEqual([NOW_MS - 300 * DAY_MS, NOW_MS - 3 * DAY_MS]);
  });
});

describe('the track record', () => {
  /** Users 1–4 have long been called by numbers 5000–5002; 1 and 2 speak first, 3 and 4 later. */
  const history = (): NewEvent[] => [0, 1, 2].flatMap((number) => [
    ...[1, 2, 3, 4].flatMap((user) => [called(user, 90, NUMBER + number), called(user, 80, NUMBER + number)]),
    said(1, 'spam', 9, NUMBER + number), said(2, 'not_spam', 8, NUMBER + number), said(3, 'spam', 2, NUMBER + number), said(4, 'spam', 1, NUMBER + number),
  ]);
  const records = (): Promise<object[]> => db.query('SELECT user_id::int AS "user", agreed, disagreed FROM reporter_record ORDER BY 1');

  it('is what those who spoke later made of it; who speaks last is judged by nobody', async () => {
    await happen(...history());
    expect(await compute(true)).toEqual({ reporters: 4, changed: 4 });
    expect(await records()).toEqual([{ user: 1, agreed: 3, disagreed: 0 }, { user: 2, agreed: 0, disagreed: 3 }, { user: 3, agreed: 0, disagreed: 0 }, { user: 4, agreed: 0, disagreed: 0 }]);
    const expected = [track(3, 0), track(0, 3), track(0, 0), track(0, 0)].map((share) => Math.round(share * 1000) / 1000).sort();
    expect(await weights()).toEqual(expected);
  });

  it('does not hear newcomers, nor those whom the number never called', async () => {
    const crowd = Array.from({ length: 300 }, (_, index) => 100 + index);
    await happen(...history(), ...crowd.flatMap((user) => [...(user % 2 === 0 ? [called(user, 5)] : []), said(user, 'not_spam')]));
    await compute(true);
    expect((await records())[0]).toEqual({ user: 1, agreed: 3, disagreed: 0 });
  });

  it('is the same whatever the order of the events', async () => {
    const events = history();
    await happen(...events);
    await compute(true);
    const [found, weighed] = [await records(), await rows()];
    db = await migrated();
    for (const event of shuffled(events, 4)) await happen(event);
    await compute(true);
    expect([await records(), await rows()]).toEqual([found, weighed]);
  });

  it('is kept when it changes by more than a little, and as of an earlier moment the weight of then counts', async () => {
    await happen(...history());
    await compute(true);
    const first = await rows();
    clock.nowMs += DAY_MS;
    expect(await compute(true)).toEqual({ reporters: 4, changed: 0 });
    expect(await rows()).toEqual(first);
    const more = [3, 4, 5, 6].flatMap((number) => [1, 3, 4].flatMap((user) => [called(user, 90, NUMBER + number), said(user, user === 1 ? 'spam' : 'not_spam', user === 1 ? 5 : 1, NUMBER + number)]));
    await happen(...more);
    clock.nowMs += DAY_MS;
    expect((await compute(true))?.changed).toBe(1);
    expect((await rows()).filter(({ user_id: user }) => user === 1).map(({ from_ms: from, weight }) => [from, weight])).toEqual([
      [NOW_MS, Math.round(1000 * track(3, 0))], [clock.nowMs, Math.round(1000 * track(3, 4))],
    ]);
    const past = new CallerAsOf(new PgEventHistory(db.database), keyring, new PgReporterRecords(db.database));
    const weightOf = async (asOfMs: number): Promise<(number | undefined)[]> => (await past.facts(NUMBER, undefined, asOfMs)).reports.map(({ weight }) => weight);
    expect((await weightOf(NOW_MS))[0]).toBeCloseTo(track(3, 0), 3);
    expect((await weightOf(clock.nowMs))[0]).toBeCloseTo(track(3, 4), 3);
    expect((await weightOf(clock.nowMs)).sort()).toEqual(await weights());
  });

  it('of those who report for the first time waits for the night; they are weighed within the hour all the same', async () => {
    await happen(...history());
    expect(await compute(false)).toEqual({ reporters: 4, changed: 4 });
    expect(await compute(false)).toBeUndefined();
    expect(new Set((await rows()).map(({ weight }) => weight))).toEqual(new Set([Math.round(1000 * track(0, 0))]));
    await happen(called(9, 50), said(9, 'spam'));
    expect(await compute(false)).toEqual({ reporters: 1, changed: 1 });
  });
});

describe('a number that very many report', () => {
  /** Reports and calls of many users, put where the folds would put them. */
  async function reported(from: number, to: number, label: number, pairs: boolean): Promise<void> {
    await db.query(`INSERT INTO caller_report SELECT ${NUMBER}, n, ${label}, NULL, ${NOW_MS - DAY_MS}, gen_random_uuid() FROM generate_series($1::bigint, $2::bigint) AS n`, [from, to]);
    if (pairs) await db.query(`INSERT INTO caller_user SELECT ${NUMBER}, n, 0, ${NOW_MS - 90 * DAY_MS}, ${NOW_MS - 80 * DAY_MS}, 2, 0, 0, '{${NOW_MS - 80 * DAY_MS},${NOW_MS - 90 * DAY_MS}}' FROM generate_series($1::bigint, $2::bigint) AS n`, [from, to]);
  }
  const users = (count: number): Promise<unknown> => happen(called(1_000_000, 1)).then(() => db.query(`UPDATE caller SET users = ${count} WHERE caller_id = ${NUMBER}`));

  it('is judged by those who were registered first: thousands of newcomers crowd nobody out', async () => {
    await users(500);
    await reported(1, 100, 0, true);
    const before = evidenceOf({ ...(await read()), asOfMs: NOW_MS }).reports;
    await reported(10_001, 15_000, 1, false);
    const after = evidenceOf({ ...(await read()), asOfMs: NOW_MS }).reports;
    expect([before.reporters, after.reporters, after.spamWeight]).toEqual([100, 100, before.spamWeight]);
    expect(after.clearers).toBe(REPORTS_READ - 100);
    expect(after.clearWeight).toBeLessThan(1);
  });

  it('is judged by those whose word counts, though fresh accounts with lower ids came in their thousands before or after', async () => {
    const [FULL, FIRST] = [30, 10_000];
    const full = Array.from({ length: FULL }, (_, at) => FIRST + at);
    await happen(...full.flatMap((user) => [called(user, 60), called(user, 50)]));
    const fresh = (from: number, to: number): NewEvent[] => Array.from({ length: to - from }, (_, at) => said(from + at, 'not_spam'));
    await happen(...fresh(100, 800));
    await happen(...full.map((user) => said(user, 'spam')));
    const crowd = async () => evidenceOf({ ...(await read()), asOfMs: NOW_MS }).reports;
    const before = await crowd();
    expect([before.reporters, before.clearers]).toEqual([FULL, REPORTS_READ - FULL]);
    expect(before.spamWeight).toBeCloseTo(FULL * track(0, 0), 0);
    expect(before.clearWeight).toBeLessThan(1);
    await happen(...fresh(1000, 3000));
    expect(await crowd()).toEqual(before);
    const past = new CallerAsOf(new PgEventHistory(db.database), keyring, new PgReporterRecords(db.database));
    const then = evidenceOf({ ...(await past.facts(NUMBER, undefined, NOW_MS)), asOfMs: NOW_MS }).reports;
    expect([then.reporters, then.clearers]).toEqual([FULL, REPORTS_READ - FULL]);
    await compute(true);
    expect((await crowd()).reporters).toBe(FULL);
  });

  it('hears a record that grew, and forgets nobody whose rank was lost', async () => {
    await happen(...Array.from({ length: 600 }, (_, at) => said(100 + at, 'not_spam')), called(9000, 60), called(9000, 50), said(9000, 'spam', 0));
    await db.query('DELETE FROM report_rank WHERE user_id >= 500');
    const reporters = async (): Promise<number> => evidenceOf({ ...(await read()), asOfMs: NOW_MS }).reports.reporters;
    expect(await reporters()).toBe(0);
    await happen(said(9000, 'spam', -0.01));
    expect(await reporters()).toBe(1);
  });

  it('counts none of those who reported as silent, though only some of them are read', async () => {
    await users(6001);
    await reported(1, 6000, 0, true);
    const { reports } = evidenceOf({ ...(await read()), asOfMs: NOW_MS });
    expect(reports.reporters).toBe(REPORTS_READ);
    expect(reports.voices).toBeCloseTo(6001, 6);
  });
});
