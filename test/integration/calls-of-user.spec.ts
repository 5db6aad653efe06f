import { Keyring } from '#privacy';
import { EVENT_KINDS, type NewEvent } from '#realtime/core';
import type { CallPlace } from '../../libs/callers/src/app/calls-of-user.js';
import { PgCallsOfUser } from '../../libs/callers/src/infra/pg-calls-of-user.js';
import { applyAll } from '../../libs/realtime/src/app/apply-all.js';
import { PgEventLog } from '../../libs/realtime/src/infra/pg-event-log.js';
import { PgFoldLog } from '../../libs/realtime/src/infra/pg-fold-log.js';
import { PgPreferenceHistory } from '../../libs/realtime/src/infra/pg-preference-history.js';
import { callEvent, FIRST_CALLER } from '../contracts/events.fixture.js';
import { FixedClock, NOW_MS } from '../contracts/fixed-clock.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';
import { allProjections } from './state-tables.fixture.js';

const keyring = new Keyring('a key for tests of more than 32 characters');
const clock = new FixedClock(NOW_MS);
const ALL = Array.from({ length: 16 }, (_, partition) => partition);
const DAY_MS = 86_400_000;
const FROM_NOW: CallPlace = { atMs: NOW_MS + 1, callerId: 0 };

let server: TestServer;
let db: TestDatabase;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  clock.nowMs = NOW_MS;
  db = await server.migrated();
});

async function happen(...events: readonly NewEvent[]): Promise<void> {
  await new PgEventLog(db.database, clock).append(events);
  await new PgFoldLog(db.database, clock).fold({ partitions: ALL, mostPerPartition: 10_000 }, applyAll(allProjections(keyring)));
}

describe('the calls of a user', () => {
  const call = (ago: number, number = 0, parts: Parameters<typeof callEvent>[0] = {}): NewEvent => callEvent({ occurredAtMs: NOW_MS - ago, ...parts, call: { callerId: FIRST_CALLER + number, ...parts.call } });
  const page = (before = FROM_NOW, limit = 1000, sinceMs = NOW_MS - 30 * DAY_MS) => new PgCallsOfUser(db.database).page(1, sinceMs, before, limit);
  const place = (ago: number, number = 0): CallPlace => ({ atMs: NOW_MS - ago, callerId: FIRST_CALLER + number });

  it('are those that came in for the user, latest first, from a moment on and up to another', async () => {
    await happen(call(0), call(5, 1), call(5), call(9), call(3, 0, { userId: 2 }), call(4, 0, { call: { direction: 1 } }), call(30 * DAY_MS), call(30 * DAY_MS + 1), call(-1));
    expect(await page()).toEqual([place(0), place(5, 1), place(5), place(9), place(30 * DAY_MS)]);
    expect(await page(FROM_NOW, 2)).toEqual([place(0), place(5, 1)]);
    expect(await page(place(5, 1), 2)).toEqual([place(5), place(9)]);
  });

  it('are one where a number calls twice in a millisecond', async () => {
    await happen(call(7), call(7), call(7, 1));
    expect(await page()).toEqual([place(7, 1), place(7)]);
  });

  it('of a number are all there, also those that its pair no longer remembers', async () => {
    await happen(...Array.from({ length: 40 }, (_, index) => call(index * 10)), call(15, 1), call(11, 0, { userId: 2 }), call(12, 0, { call: { direction: 1 } }));
    const expected = [...Array.from({ length: 40 }, (_, index) => place(index * 10)), place(15, 1)].sort((left, right) => right.atMs - left.atMs);
    expect(await page()).toEqual(expected);
    expect(await page(place(320), 5)).toEqual([330, 340, 350, 360, 370].map((ago) => place(ago)));
  });
});

describe('what a user chose', () => {
  const choice = (userId: number): NewEvent => ({ eventId: callEvent().eventId, kind: EVENT_KINDS.preferences, userId, occurredAtMs: NOW_MS, details: Buffer.from([1]) });

  it('is read latest first, up to a moment, of that user alone', async () => {
    const [first, second, third] = [choice(1), choice(1), choice(1)];
    const log = new PgEventLog(db.database, clock);
    await log.append([first, choice(2), callEvent({ userId: 1 })]);
    await log.append([second]);
    clock.nowMs += 5;
    await log.append([third]);
    const read = async (untilMs: number, limit = 10) => (await new PgPreferenceHistory(db.database).ofUser(1, untilMs, limit)).map(({ eventId }) => eventId);
    expect(await read(NOW_MS - 1)).toEqual([]);
    expect(await read(NOW_MS)).toEqual([second.eventId, first.eventId]);
    expect(await read(NOW_MS + 5, 2)).toEqual([third.eventId, second.eventId]);
  });
});
