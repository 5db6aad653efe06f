import fc from 'fast-check';
import { Keyring } from '#privacy';
import { replayLog } from '#realtime';
import { PARTITIONS, type NewEvent } from '#realtime/core';
import type { TableDifference } from '../../libs/realtime/src/app/replay.js';
import { applyAll } from '../../libs/realtime/src/app/apply-all.js';
import { PgEventLog } from '../../libs/realtime/src/infra/pg-event-log.js';
import { PgFoldLog } from '../../libs/realtime/src/infra/pg-fold-log.js';
import { anyEvents, callEvent, callsOfUsers, FIRST_CALLER } from '../contracts/events.fixture.js';
import { FixedClock, NOW_MS } from '../contracts/fixed-clock.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';
import { allProjections, expectedState, plantIdentities, storedState, TABLES } from './state-tables.fixture.js';

const keyring = new Keyring('a key for tests of more than 32 characters');
const clock = new FixedClock(NOW_MS);
const projections = allProjections(keyring);
const ALL = Array.from({ length: PARTITIONS }, (_, partition) => partition);

let server: TestServer;
let db: TestDatabase;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  db = await server.migrated();
  await plantIdentities(db);
});

const append = (events: readonly NewEvent[]): Promise<void> => new PgEventLog(db.database, clock).append(events);

/** Folds what there is, as the worker does; at most `mostPerPartition` events a partition where given, once. */
async function foldLive(mostPerPartition?: number): Promise<void> {
  const log = new PgFoldLog(db.database, clock);
  const once = (): Promise<number> => log.fold({ partitions: ALL, mostPerPartition: mostPerPartition ?? 500 }, applyAll(projections)).then((events) => events.length);
  for (let more = await once(); more > 0 && mostPerPartition === undefined; more = await once());
}

const run = (mode: 'verify' | 'rebuild'): Promise<TableDifference[]> => replayLog({ url: db.url, projections, clock, mode, progress: () => undefined });
const differing = (differences: readonly TableDifference[]): Record<string, number> =>
  Object.fromEntries(differences.filter((each) => each.differing > 0).map((each) => [each.table, each.differing]));

function someEvents(count: number, seed: number): NewEvent[] {
  const seal = (json: string): Buffer => keyring.seal('details', json);
  return fc.sample(anyEvents(seal, { minLength: count, maxLength: count }), { numRuns: 1, seed })[0] as NewEvent[];
}

describe('replay', () => {
  it('finds that the live state is what the log says', async () => {
    await append(someEvents(300, 1));
    await foldLive();
    const before = await storedState(db);
    const differences = await run('verify');
    expect(differences.map(({ table, differing: count }) => [table, count])).toEqual(TABLES.map((table) => [table, 0]));
    expect(differences.every(({ rows }) => rows > 0)).toBe(true);
    expect(await storedState(db)).toEqual(before);
  });

  it.each([
    ['a count', `UPDATE caller SET short = short + 1 WHERE caller_id = ${FIRST_CALLER}`, { caller: 2 }],
    ['a missing row', `DELETE FROM caller_user WHERE ctid = (SELECT min(ctid) FROM caller_user)`, { caller_user: 1 }],
    ['a row too many', `INSERT INTO user_preference VALUES (99, 'language', '"en"', 1, gen_random_uuid())`, { user_preference: 1 }],
  ])('notices %s that is wrong, and a rebuild mends it', async (_name, damage, expected) => {
    await append(someEvents(300, 2));
    await foldLive();
    const right = await storedState(db);
    await db.query(damage);
    expect(differing(await run('verify'))).toEqual(expected);
    expect(await storedState(db)).not.toEqual(right);
    expect(differing(await run('rebuild'))).toEqual(expected);
    expect(await storedState(db)).toEqual(right);
    expect(differing(await run('verify'))).toEqual({});
  });

  it('leaves tables that folding goes on with, through connections that knew the old ones', async () => {
    const first = someEvents(200, 3);
    const second = someEvents(200, 4);
    await append(first);
    await foldLive();
    await run('rebuild');
    await append(second);
    await foldLive();
    await run('rebuild');
    await append(callsOfUsers(20, 100));
    await foldLive();
    expect(differing(await run('verify'))).toEqual({});
    expect((await storedState(db))['user_quarter']).toEqual(expect.arrayContaining([expect.objectContaining({ user_id: 119 })]));
  });

  it('runs alone', async () => {
    await append(someEvents(200, 6));
    await foldLive();
    const [first, second] = await Promise.allSettled([run('rebuild'), run('verify')]);
    expect([first, second].filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect([first, second].find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'replay_running', kind: 'conflict' } });
    expect(differing(await run('verify'))).toEqual({});
  });

  it('keeps indexes, keys and storage options', async () => {
    const shape = `SELECT c.relname, c.reloptions, (SELECT array_agg(pg_get_indexdef(indexrelid) ORDER BY regexp_replace(pg_get_indexdef(indexrelid), 'INDEX [^ ]+ ON', 'INDEX ON'))::text FROM pg_index WHERE indrelid = c.oid) AS indexes
                   FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'profile_analytics' AND relname = ANY($1) ORDER BY 1`;
    const shapes = async (): Promise<unknown> =>
      JSON.parse(JSON.stringify(await db.query(shape, [TABLES])).replace(/INDEX \S+ ON/g, 'INDEX ON')) as unknown;
    const before = await shapes();
    await append(someEvents(20, 5));
    await foldLive();
    await run('rebuild');
    expect(await shapes()).toEqual(before);
  });

  it.each(['verify', 'rebuild'] as const)('goes as far as the live state has come, and no further: %s', async (mode) => {
    const events = [...someEvents(100, 6), ...Array.from({ length: 40 }, () => callEvent({ userId: 3 }))];
    await append(events);
    await foldLive(4);
    expect(differing(await run(mode))).toEqual({});
    await foldLive();
    expect(await storedState(db)).toEqual(expectedState(await everything(), keyring));
  });

  it('finds no difference while the live fold goes on', async () => {
    const events = someEvents(400, 8);
    await append(events.slice(0, 200));
    let stopping = false;
    const live = (async () => {
      for (let at = 200; !stopping || at < 400; at += 10) {
        if (at < 400) await append(events.slice(at, at + 10));
        await foldLive(3);
      }
    })();
    const differences = await run('verify');
    const rebuilt = await run('rebuild');
    stopping = true;
    await live;
    await foldLive();
    expect([differing(differences), differing(rebuilt)]).toEqual([{}, {}]);
    expect(await storedState(db)).toEqual(expectedState(await everything(), keyring));
  });

  it('folds what was set aside where it can be folded now', async () => {
    const [poison, ...rest] = callsOfUsers(3);
    await append([poison as NewEvent, ...rest]);
    const log = new PgFoldLog(db.database, clock);
    await log.fold({ partitions: [1], mostPerPartition: 1 }, async ([event], tx) => {
      if (event !== undefined) await log.setAside({ event, reason: 'no good', attempts: 1 }, tx);
    });
    await foldLive();
    expect(differing(await run('rebuild'))).toEqual({ caller: 2, caller_user: 1, reputation: 2, block_reputation: 2, user_quarter: 1 });
    expect(await storedState(db)).toEqual(expectedState(await everything(), keyring));
    expect(await db.query('SELECT state FROM dead_letter')).toEqual([{ state: 'replayed' }]);
  });

  it('leaves no copy behind, nor does one that failed', async () => {
    await append(callsOfUsers(3));
    await foldLive();
    const schemas = (): Promise<object[]> => db.query(`SELECT 1 FROM pg_namespace WHERE nspname LIKE '%replay%'`);
    await run('verify');
    expect(await schemas()).toEqual([]);
    await expect(replayLog({ url: db.url, projections: [{ tables: ['no_such_table'], apply: () => Promise.resolve() }], clock, mode: 'verify', progress: () => undefined })).rejects.toThrow('no_such_table');
    expect(await schemas()).toEqual([]);
  });
});

/** All events of the log; folding begins anew after it. */
async function everything(): ReturnType<PgFoldLog['fold']> {
  let all: Awaited<ReturnType<PgFoldLog['fold']>> = [];
  await db.query('UPDATE fold_position SET position = 0, received_ms = 0');
  await new PgFoldLog(db.database, clock)
    .fold({ partitions: ALL, mostPerPartition: 10_000 }, async (events) => {
      all = events;
      throw new Error('only looking');
    })
    .catch(() => undefined);
  return all;
}
