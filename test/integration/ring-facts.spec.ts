import { register } from 'prom-client';
import { v4 } from 'uuid';
import { Caches } from '#platform/cache';
import type { Cell, Database, Listening, Parameter, Statement } from '#platform/database';
import { Keyring } from '#privacy';
import { EVENT_KINDS, type NewEvent } from '#realtime/core';
import { PgCampaignOf } from '../../libs/callers/src/infra/campaigns/pg-campaign-of.js';
import { PgReputations } from '../../libs/callers/src/infra/ranges/pg-reputations.js';
import { PgCallerReadModel } from '../../libs/callers/src/infra/pg-caller-read-model.js';
import { PgReporterRecords } from '../../libs/callers/src/infra/pg-reporter-records.js';
import { PgWhitelists } from '../../libs/callers/src/infra/pg-whitelists.js';
import { CALLERS_CHANGED, tellChanged, tellMembersChanged } from '../../libs/callers/src/infra/ringing/changed-callers.js';
import { RememberedRingFacts } from '../../libs/callers/src/infra/ringing/remembered-ring-facts.js';
import { applyAll } from '../../libs/realtime/src/app/apply-all.js';
import { PgEventLog } from '../../libs/realtime/src/infra/pg-event-log.js';
import { PgFoldLog } from '../../libs/realtime/src/infra/pg-fold-log.js';
import { callEvent, FIRST_CALLER } from '../contracts/events.fixture.js';
import { FixedClock, NOW_MS } from '../contracts/fixed-clock.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';
import { allProjections } from './state-tables.fixture.js';

const keyring = new Keyring('a key for tests of more than 32 characters');
const ALL = Array.from({ length: 16 }, (_, partition) => partition);
const CAMPAIGN = '0198c1c2-7b1e-7c3a-9f00-5d2b1a4c6e01';

/** Counts what is asked by statement, and holds answers back until it is told otherwise. */
class Watched implements Pick<Database, 'rows'> {
  readonly asked: string[] = [];
  gate: Promise<void> = Promise.resolve();

  constructor(private readonly database: Database) {}

  async rows(statement: Statement, values?: readonly Parameter[]): Promise<Cell[][]> {
    this.asked.push(statement.name);
    const rows = await this.database.rows(statement, values);
    await this.gate;
    return rows;
  }
}

let server: TestServer;
let db: TestDatabase;
let watched: Watched;
let facts: RememberedRingFacts;
let listening: Listening;
let heard: string[];
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  register.clear();
  db = await server.migrated();
  watched = new Watched(db.database);
  const caches = new Caches({ enabled: true, maxBytes: 1_000_000, ttlMs: 60_000, sweepMs: 60_000 });
  caches.close();
  facts = new RememberedRingFacts(watched as unknown as Database, keyring, caches);
  heard = [];
  listening = await db.database.listen(CALLERS_CHANGED, (changed) => {
    heard.push(changed);
    facts.forget(changed);
  });
});
afterEach(() => listening.stop());

const said = (label: string, parts: Partial<NewEvent> = {}): NewEvent =>
  ({ eventId: v4(), kind: EVENT_KINDS.feedback, userId: 2, subjectId: FIRST_CALLER, occurredAtMs: NOW_MS, details: keyring.seal('details', JSON.stringify({ label })), ...parts });

async function happen(...events: readonly NewEvent[]): Promise<void> {
  const clock = new FixedClock(NOW_MS);
  await new PgEventLog(db.database, clock).append(events);
  await new PgFoldLog(db.database, clock).fold({ partitions: ALL, mostPerPartition: 20_000 }, applyAll(allProjections(keyring)));
}

/** Told changes arrive one after the other, so what was told before this has been heard once this is. */
async function untilHeard(): Promise<void> {
  await tellChanged([999], db.database);
  while (heard.at(-1) !== '999') await new Promise((resolve) => setTimeout(resolve, 5));
  heard.pop();
}

/** As each store for itself has it, without any memory. */
async function stored(user: number | undefined): Promise<object> {
  const [own, network, whitelist] = await Promise.all([
    new PgCallerReadModel(db.database, new PgReputations(db.database)).facts(FIRST_CALLER, user), new PgCampaignOf(db.database).network(FIRST_CALLER), user === undefined ? undefined : new PgWhitelists(db.database, keyring).between(user, FIRST_CALLER),
  ]);
  return { ...own, relation: whitelist?.pair, network, whitelist };
}

const change = (): NewEvent => said('spam', { kind: EVENT_KINDS.whitelist, userId: 1, details: keyring.seal('details', JSON.stringify({ change: 'add', note: 'mine', expiresMs: NOW_MS + 9 })) });

it.each([1, 2, 9, undefined])('are what the stores say, for user %p, remembered or not', async (user) => {
  await happen(callEvent(), callEvent({ userId: 2 }), callEvent({ userId: 2, occurredAtMs: NOW_MS - 60_000, call: { direction: 1, durationMs: 7000 } }), said('spam'), said('not_spam', { userId: 3 }), change());
  await untilHeard();
  const expected = await stored(user);
  expect([await facts.now(FIRST_CALLER, user), await facts.now(FIRST_CALLER, user)]).toEqual([expected, expected]);
  expect(watched.asked).toEqual(['ring_facts', 'ring_hearsay', 'ring_facts']);
});

it('show calls and the user’s own words at once, in one question, whatever is remembered', async () => {
  await facts.now(FIRST_CALLER, 1);
  await happen(callEvent(), change());
  expect(await facts.now(FIRST_CALLER, 1)).toMatchObject({ users: 1, caller: { made: expect.any(Array) as number[] }, relation: { made: 1 }, pairs: [{ callTimes: [NOW_MS] }], whitelist: { changes: [{ change: 'add' }] } });
  expect(watched.asked).toEqual(['ring_facts', 'ring_hearsay', 'ring_facts']);
});

it.each<[string, NewEvent, { pairs: boolean; blocks: boolean }]>([
  ['nothing', said('unsure', { subjectId: FIRST_CALLER + 1 }), { pairs: true, blocks: true }],
  ['a call of the number', callEvent({ userId: 3 }), { pairs: false, blocks: false }],
  ['a call of the number that says nothing of it', callEvent({ userId: 1, call: { outcome: 4 } }), { pairs: false, blocks: false }],
  ['a call of the number next to it', callEvent({ call: { callerId: FIRST_CALLER + 1 } }), { pairs: true, blocks: false }],
  ['a call of another block', callEvent({ call: { callerId: FIRST_CALLER + 2 } }), { pairs: true, blocks: true }],
])('are read anew as far as they changed, after %s', async (_what, event, same) => {
  await db.query(`INSERT INTO identity (id, kind, key_id, blind_index, ciphertext, range_10, range_100, range_1000, range_10000) OVERRIDING SYSTEM VALUE
    SELECT $1::bigint + n, 2, 1, int4send(n), '', k, k, k, k FROM generate_series(0, 2) AS n, int4send(n / 2) AS k`, [FIRST_CALLER]);
  await happen(callEvent(), callEvent({ userId: 2 }), callEvent({ call: { callerId: FIRST_CALLER + 1 } }), callEvent({ call: { callerId: FIRST_CALLER + 2 } }));
  const before = await facts.now(FIRST_CALLER, 1);
  await happen(event);
  await untilHeard();
  const after = await facts.now(FIRST_CALLER, 1);
  expect(after).toEqual(await stored(1));
  expect({ pairs: after.pairs === before.pairs, blocks: after.reputation?.blocks === before.reputation?.blocks }).toEqual(same);
});

it('show reports once their fold is heard of, of that number alone', async () => {
  await happen(callEvent());
  await facts.now(FIRST_CALLER, undefined);
  await facts.now(FIRST_CALLER + 1, undefined);
  await happen(said('spam'));
  await untilHeard();
  expect(heard).toEqual(['', String(FIRST_CALLER)]);
  expect((await facts.now(FIRST_CALLER, undefined)).reports).toMatchObject([{ label: 'spam' }]);
  await facts.now(FIRST_CALLER + 1, undefined);
  expect(watched.asked.filter((name) => name === 'ring_hearsay')).toHaveLength(3);
});

it('do not remember what changed while it was read', async () => {
  let answer = (): void => undefined;
  watched.gate = new Promise((resolve) => (answer = resolve));
  const before = facts.now(FIRST_CALLER, undefined);
  // Once the question is in the database's own queue, its answer is of before.
  await db.database.rows({ name: 'any', text: 'SELECT pg_sleep(0.05)' });
  await happen(said('spam'));
  await untilHeard();
  answer();
  expect((await before).reports).toEqual([]);
  expect((await facts.now(FIRST_CALLER, undefined)).reports).toHaveLength(1);
});

it('are told of by what jobs derive', async () => {
  await new PgReporterRecords(db.database).save([{ userId: 2, perMille: 900, knownMs: NOW_MS }] as never, NOW_MS);
  await db.query(`INSERT INTO campaign_member (campaign_id, caller_id, since_ms, left_ms, ties) VALUES ($1, 7, 1, NULL, '[]'), ($1, 8, 1, 2, '[]')`, [CAMPAIGN]);
  await tellMembersChanged([CAMPAIGN], db.database);
  await untilHeard();
  expect(heard).toEqual(['', '', '7']);
});

it('are told of in as many messages as it takes, each number once', async () => {
  const ids = Array.from({ length: 1000 }, (_, index) => 1_000_000_000_000_000 + index);
  await tellChanged([...ids, ...ids], db.database);
  await tellChanged([], db.database);
  await untilHeard();
  expect(heard.slice(1).length).toBeGreaterThan(1);
  expect(heard.slice(1).flatMap((text) => text.split(',').map(Number)).sort((one, other) => one - other)).toEqual(ids);
});

it('count what was remembered', async () => {
  await facts.now(FIRST_CALLER, 1);
  await facts.now(FIRST_CALLER, 2);
  const text = await register.metrics();
  expect(text).toContain('verdict_cache_requests_total{part="hearsay",result="miss"} 1');
  expect(text).toContain('verdict_cache_requests_total{part="hearsay",result="hit"} 1');
});
