import fc from 'fast-check';
import { Keyring } from '#privacy';
import { PARTITIONS, type NewEvent, type StoredEvent } from '#realtime/core';
import type { Projection } from '#realtime';
import { applyAll } from '../../libs/realtime/src/app/apply-all.js';
import { PgEventLog } from '../../libs/realtime/src/infra/pg-event-log.js';
import { PgFoldLog } from '../../libs/realtime/src/infra/pg-fold-log.js';
import { anyEvents, callEvent, FIRST_CALLER } from '../contracts/events.fixture.js';
import { FixedClock, NOW_MS } from '../contracts/fixed-clock.fixture.js';
import { grouped, shuffled } from '../contracts/shuffled.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';
import { allProjections, expectedState, plantIdentities, storedState, TABLES, type State } from './state-tables.fixture.js';

const keyring = new Keyring('a key for tests of more than 32 characters');
const seal = (json: string): Buffer => keyring.seal('details', json);
const ALL = Array.from({ length: PARTITIONS }, (_, partition) => partition);

let server: TestServer;
let db: TestDatabase;
const clock = new FixedClock(NOW_MS);
const projections: readonly Projection[] = allProjections(keyring);

beforeAll(async () => {
  server = await TestServer.start();
  db = await server.migrated();
  await plantIdentities(db);
});
afterAll(() => server.stop());
beforeEach(() => empty());

function empty(): Promise<unknown> {
  const deletions = [...TABLES, 'event', 'event_id'].map((table) => `DELETE FROM ${table}`).join('; ');
  return db.query(`${deletions}; UPDATE log_head SET position = 0; UPDATE fold_position SET position = 0, received_ms = 0`);
}

const stored = (events: readonly NewEvent[]): StoredEvent[] =>
  events.map((event, index) => ({ ...event, subjectId: event.call?.callerId ?? event.subjectId, position: index + 1, receivedAtMs: NOW_MS }));

/** The tables after each batch was folded in a transaction of its own. */
async function folded(batches: readonly (readonly StoredEvent[])[]): Promise<State> {
  await empty();
  for (const batch of batches) await db.database.transaction((tx) => applyAll(projections)(batch, tx));
  return storedState(db);
}

describe('the folds in SQL', () => {
  it('leave what the pure folds say, whatever the order and the grouping', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents(seal, { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 12 }), fc.nat(), async (news, longest, seed) => {
        const events = stored(news);
        const expected = expectedState(events, keyring);
        expect(await folded([events])).toEqual(expected);
        expect(await folded(grouped(shuffled(events, seed), longest, seed))).toEqual(expected);
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  it('leave the same when fed from the log: sent twice, late, by several workers, in any portions', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents(seal, { minLength: 40, maxLength: 120 }), fc.integer({ min: 1, max: 9 }), fc.nat(), async (news, longest, seed) => {
        await empty();
        const sent = shuffled([...news, ...news.filter((_, index) => index % 3 === 0)], seed);
        const writers = [new PgEventLog(db.database, clock), new PgEventLog(db.database, clock)];
        await Promise.all(grouped(sent, 15, seed).map((batch, index) => (writers[index % 2] as PgEventLog).append(batch)));
        const partitions = grouped(shuffled(ALL, seed), 6, seed);
        await Promise.all(partitions.map((mine) => foldAll(mine, longest)));
        expect(await storedState(db)).toEqual(expectedState(stored(news), keyring));
      }),
      { numRuns: 12, seed: 11 },
    );
  });

  it('leave nothing behind where one of them fails', async () => {
    const [event] = stored([callEvent()]);
    const failing: Projection = { tables: [], apply: () => Promise.reject(new Error('no good')) };
    await expect(db.database.transaction((tx) => applyAll([...projections, failing])([event as StoredEvent], tx))).rejects.toThrow('no good');
    expect(Object.values(await storedState(db)).flat()).toEqual([]);
  });

  it('count a user whom a number meets in several batches once', async () => {
    const calls = stored([1, 2, 1, 3, 2, 1].map((userId) => callEvent({ userId })));
    const state = await folded(calls.map((call) => [call]));
    expect(state['caller']).toMatchObject([{ caller_id: FIRST_CALLER, users: 3, made: [6, 0, 0, 0, 0] }]);
  });
});

async function foldAll(partitions: readonly number[], mostPerPartition: number): Promise<void> {
  const log = new PgFoldLog(db.database, clock);
  while ((await log.fold({ partitions, mostPerPartition }, applyAll(projections))).length > 0);
}

describe('calls that a user turned away', () => {
  const rejected = (offset: number): NewEvent => callEvent({ occurredAtMs: NOW_MS + offset, call: { outcome: 1, durationMs: undefined } });
  const turnedAway = (state: State): unknown => state['caller_user'];

  it('are counted, and the latest of them is known', async () => {
    const state = await folded([rejected(5), rejected(3), callEvent({ occurredAtMs: NOW_MS + 9 })].map((event) => stored([event])));
    expect(turnedAway(state)).toMatchObject([{ made: 3, turned_away: 2, last_turned_away_ms: NOW_MS + 5 }]);
  });

  it('stay unknown where earlier ones were added up before they were counted', async () => {
    await folded([stored([rejected(0)])]);
    await db.query('UPDATE caller_user SET turned_away = NULL, last_turned_away_ms = NULL');
    await db.database.transaction((tx) => applyAll(projections)(stored([rejected(5)]), tx));
    expect(turnedAway(await storedState(db))).toMatchObject([{ made: 2, turned_away: null }]);
  });
});

describe('call times of a pair', () => {
  const times = (state: State): unknown => (state['caller_user']?.[0] as { call_times: number[] }).call_times;
  const callsAt = (offsets: readonly number[]): StoredEvent[] => stored(offsets.map((offset) => callEvent({ occurredAtMs: NOW_MS + offset * 1000 })));

  it.each([
    ['in order', (calls: StoredEvent[]) => calls],
    ['newest first', (calls: StoredEvent[]) => [...calls].reverse()],
    ['late ones among new ones', (calls: StoredEvent[]) => shuffled(calls, 5)],
  ])('are the latest 32, latest first: %s', async (_name, order) => {
    const calls = callsAt(Array.from({ length: 50 }, (_, index) => index));
    const expected = Array.from({ length: 32 }, (_, index) => NOW_MS + (49 - index) * 1000);
    for (const longest of [1, 7, 50]) expect(times(await folded(grouped(order(calls), longest, 3)))).toEqual(expected);
  });

  it('keep calls of one moment apart', async () => {
    const calls = callsAt([0, 0, 5, 0, 5]);
    expect(times(await folded(calls.map((call) => [call])))).toEqual([5, 5, 0, 0, 0].map((offset) => NOW_MS + offset * 1000));
  });

  it('hold no calls that the user made', async () => {
    const state = await folded([stored([callEvent({ call: { direction: 1 } })]), callsAt([3]), stored([callEvent({ call: { direction: 1 }, occurredAtMs: NOW_MS + 9000 })])]);
    expect(times(state)).toEqual([NOW_MS + 3000]);
  });
});
