import { Caches } from '#platform/cache';
import { Keyring, type E164 } from '#privacy';
import { OUTCOMES, type NewEvent } from '#realtime/core';
import { evidenceOn } from '../../libs/callers/src/app/ranges/facts-on.js';
import { judge, standingsAt, type Judgement } from '../../libs/callers/src/core/index.js';
import { PgCallerReadModel } from '../../libs/callers/src/infra/pg-caller-read-model.js';
import { PgReputations } from '../../libs/callers/src/infra/ranges/pg-reputations.js';
import { PgIdentities } from '../../libs/privacy/src/infra/pg-identities.js';
import { applyAll } from '../../libs/realtime/src/app/apply-all.js';
import { PgEventLog } from '../../libs/realtime/src/infra/pg-event-log.js';
import { PgFoldLog } from '../../libs/realtime/src/infra/pg-fold-log.js';
import { callEvent } from '../contracts/events.fixture.js';
import { FixedClock, NOW_MS } from '../contracts/fixed-clock.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';
import { allProjections } from './state-tables.fixture.js';

const keyring = new Keyring('a key for tests of more than 32 characters');
const clock = new FixedClock(NOW_MS);
const DAY_MS = 86_400_000;
const ALL = Array.from({ length: 16 }, (_, partition) => partition);

let server: TestServer;
let db: TestDatabase;
let callerId: number;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  db = await server.migrated();
  const identities = new PgIdentities(db.database, keyring, new Caches({ enabled: false, maxBytes: 1, ttlMs: 1, sweepMs: 1 }));
  [callerId] = (await identities.registerPhones(['+8613800138000' as E164])) as [number];
});

const rejected = (userId: number, daysAgo: number): NewEvent =>
  callEvent({ userId, occurredAtMs: NOW_MS - daysAgo * DAY_MS, call: { callerId, outcome: OUTCOMES.indexOf('rejected'), durationMs: undefined } });
const talked = (userId: number): NewEvent => callEvent({ userId, call: { callerId, durationMs: 70_000 } });
const rejections = (count: number, daysAgo: number): NewEvent[] => Array.from({ length: count }, (_, at) => rejected(at + 1, daysAgo));
const talks = (count: number): NewEvent[] => Array.from({ length: count }, (_, at) => talked(1000 + at));

async function happen(events: readonly NewEvent[]): Promise<void> {
  await new PgEventLog(db.database, clock).append(events);
  await new PgFoldLog(db.database, clock).fold({ partitions: ALL, mostPerPartition: 10_000 }, applyAll(allProjections(keyring)));
}

const stored = () => new PgCallerReadModel(db.database, new PgReputations(db.database)).facts(callerId, undefined);
async function judged(): Promise<Judgement> {
  const { caller, users, reports, reputation } = await stored();
  return judge(evidenceOn({ caller, users, reports, reputation }, NOW_MS));
}

it.each([[200, 3004, 1], [12, 900, 1], [200, 500, 6], [200, 300, 6]])('%d rejections %d days ago: %d talks of the new owner make it no worse, and nobody is blocked', async (count, daysAgo, good) => {
  await happen(rejections(count, daysAgo));
  const before = await judged();
  await happen(talks(good));
  const after = await judged();
  expect(after.spamProbability ?? 1).toBeLessThanOrEqual((before.spamProbability ?? 0) + 0.01);
  expect([after.falseBlockBound, ['unknown', 'legitimate'].includes(after.verdict)]).toEqual([null, true]);
});

it('rejections that no day brings back: 590, 610 and 900 days ago each say less', async () => {
  await happen(rejections(40, 590));
  const at = async (days: number): Promise<number> => {
    const { caller, users, reports, reputation } = await stored();
    return judge(evidenceOn({ caller, users, reports, reputation }, NOW_MS + days * DAY_MS)).spamProbability ?? NaN;
  };
  const [now, later, muchLater] = [await at(0), await at(20), await at(310)];
  expect([later < now, muchLater < later, now - later < 0.02]).toEqual([true, true, true]);
});

it('what a number did in more fortnights than are read one by one has faded, and is not forgotten to have been', async () => {
  await happen([...Array.from({ length: 60 }, (_, at) => rejected(at + 1, at * 14)), ...rejections(200, 2000)]);
  const { reputation } = await stored();
  expect(reputation?.own).toHaveLength(45);
  const { own } = standingsAt(reputation as NonNullable<typeof reputation>, NOW_MS);
  expect(own.unfaded.bad).toBeGreaterThan(235);
  expect(own.evidence.bad).toBeLessThan(15);
});
