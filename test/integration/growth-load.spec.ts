import fc from 'fast-check';
import pg from 'pg';
import { v4 } from 'uuid';
import { Keyring } from '#privacy';
import { replayLog } from '#realtime';
import { EVENT_KINDS, PARTITIONS, PLATFORM_USER, type NewEvent } from '#realtime/core';
import { applyAll } from '../../libs/realtime/src/app/apply-all.js';
import { PgEventLog } from '../../libs/realtime/src/infra/pg-event-log.js';
import { PgFoldLog } from '../../libs/realtime/src/infra/pg-fold-log.js';
import { anyEvents, callsOfUsers } from '../contracts/events.fixture.js';
import { FixedClock, NOW_MS } from '../contracts/fixed-clock.fixture.js';
import { multiplyLog, multiplyState, TABLES } from '../performance/benchmark/growth/multiply.mjs';
import { TestServer, type TestDatabase } from './postgres.fixture.js';
import { allProjections, plantIdentities } from './state-tables.fixture.js';

const COPIES = 4;
const keyring = new Keyring('a key for tests of more than 32 characters');
const clock = new FixedClock(NOW_MS);
const projections = allProjections(keyring);
const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);
/** Kinds whose folds keep more than rows of one user or number: the traffic that is multiplied has none of them. */
const ELSEWHERE: readonly number[] = [EVENT_KINDS.security, EVENT_KINDS.metric, EVENT_KINDS.dispute];

let server: TestServer;
let db: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  server = await TestServer.start();
  db = await server.migrated();
  await plantIdentities(db);
  client = new pg.Client({ connectionString: db.url, options: '-c search_path=profile_analytics' });
  await client.connect();
  await fold(traffic());
  await multiplyLog(client, COPIES);
  await multiplyState(client, COPIES);
});
afterAll(async () => {
  await client.end();
  await server.stop();
});

/** Ids as senders make them: fast-check's are often all zeros but for the last digits, by which copies differ. */
function traffic(): NewEvent[] {
  const seal = (json: string): Buffer => keyring.seal('details', json);
  const [events] = fc.sample(anyEvents(seal, { minLength: 600, maxLength: 600 }), { numRuns: 1, seed: 17 });
  return (events as NewEvent[]).filter(({ kind, userId }) => !ELSEWHERE.includes(kind) && userId !== PLATFORM_USER).map((event) => ({ ...event, eventId: v4() }));
}

async function fold(events: readonly NewEvent[]): Promise<void> {
  await new PgEventLog(db.database, clock).append(events);
  const log = new PgFoldLog(db.database, clock);
  while ((await log.fold({ partitions, mostPerPartition: 500 }, applyAll(projections))).length > 0);
}

const replayed = () => replayLog({ url: db.url, projections, clock, mode: 'verify', progress: () => undefined });
const differing = async (): Promise<string[]> => (await replayed()).filter((each) => each.differing > 0).map(({ table }) => table).filter((table) => !TABLES.sketched.includes(table));

it('leaves what a fold of the multiplied log leaves, in every table but for sketches', async () => {
  expect(await differing()).toEqual([]);
  for (const table of TABLES.folded) {
    const [found] = await db.query<{ rows: number }>(`SELECT count(*)::integer AS rows FROM ${table}`);
    expect([table, found!.rows > 0, found!.rows % COPIES]).toEqual([table, true, 0]);
  }
});

it('leaves sums in tables with sketches that a fold leaves', async () => {
  const sums = (): Promise<object[]> => db.query(`
    SELECT 'number' AS of, fortnight, sum(heat_bad), sum(heat_good), sum(evidence_bad), sum(evidence_good), sum(call_heat) AS sides FROM reputation GROUP BY fortnight
    UNION ALL SELECT 'block', fortnight, sum(heat_bad), sum(heat_good), sum(evidence_bad), sum(evidence_good), sum(bad_numbers - good_numbers) FROM block_reputation GROUP BY fortnight ORDER BY 1, 2`);
  const multiplied = await sums();
  await replayLog({ url: db.url, projections, clock, mode: 'rebuild', progress: () => undefined });
  expect(multiplied).toEqual(await sums());
  expect(multiplied.length).toBeGreaterThan(1);
});

it('leaves a log in the order of time that is read and folded on from where it ends', async () => {
  const [order] = await db.query<{ events: number; places: number; disorder: number }>(`
    SELECT count(*)::integer AS events, count(DISTINCT position)::integer AS places, count(*) FILTER (WHERE received_ms < before)::integer AS disorder
    FROM (SELECT position, received_ms, lag(received_ms) OVER (ORDER BY position) AS before FROM event) AS e`);
  expect(order).toEqual({ events: COPIES * traffic().length, places: COPIES * traffic().length, disorder: 0 });
  await fold(callsOfUsers(20, 100));
  expect(await differing()).toEqual([]);
});
