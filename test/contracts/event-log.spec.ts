import { DataSource } from 'typeorm';
import { dataSourceOptions } from '#platform/database';
import type { FoldWork } from '../../libs/realtime/src/app/fold-log.js';
import { StreamProcessor } from '../../libs/realtime/src/app/stream-processor.js';
import { StreamWorker } from '../../libs/realtime/src/app/stream-worker.js';
import { DeadLetterRow } from '../../libs/realtime/src/infra/dead-letter.row.js';
import { PgEventLog } from '../../libs/realtime/src/infra/pg-event-log.js';
import { PgFoldLog } from '../../libs/realtime/src/infra/pg-fold-log.js';
import { PgProcessorReports } from '../../libs/realtime/src/infra/pg-processor-reports.js';
import { TypeOrmDeadLetters } from '../../libs/realtime/src/infra/typeorm-dead-letters.js';
import { TestServer, type TestDatabase } from '../integration/postgres.fixture.js';
import { callEvent, callsOfUsers } from './events.fixture.js';
import { FixedClock, NOW_MS } from './fixed-clock.fixture.js';
import { describeLog, drain, type LogUnderTest } from './log-contract.fixture.js';
import { MemoryEventLog, MemoryFoldLog, MemoryLog } from './memory-log.fixture.js';

describeLog('in memory', async () => {
  const log = new MemoryLog(new FixedClock(NOW_MS));
  return {
    writer: () => new MemoryEventLog(log),
    reader: () => new MemoryFoldLog(log),
    request: async (eventId) => void Object.assign(log.letters.get(eventId) ?? {}, { state: 'replaying' }),
    letters: async () => [...log.letters.values()].map(({ event: { eventId }, reason, attempts, state }) => ({ eventId, reason, attempts, state })),
  };
});

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

async function lettersOf(db: TestDatabase, source: DataSource): Promise<LogUnderTest> {
  const letters = new TypeOrmDeadLetters(source);
  const clock = new FixedClock(NOW_MS);
  return {
    writer: () => new PgEventLog(db.connect(), clock),
    reader: () => new PgFoldLog(db.connect(), clock),
    request: async (eventId) => {
      const letter = (await letters.list(undefined, 10)).find((each) => each.eventId === eventId);
      await letters.requestReplay(letter?.id ?? 0);
    },
    letters: async () => (await letters.list(undefined, 10)).map(({ eventId, reason, attempts, state }) => ({ eventId, reason, attempts, state })),
  };
}

const sources: DataSource[] = [];
async function sourceOf(url: string): Promise<DataSource> {
  const source = await new DataSource({ ...dataSourceOptions(url), entities: [DeadLetterRow] }).initialize();
  sources.push(source);
  return source;
}
afterEach(async () => {
  for (const source of sources.splice(0)) await source.destroy();
});

describeLog('in PostgreSQL', async () => {
  const db = await server.migrated();
  return lettersOf(db, await sourceOf(db.url));
});

describe('the log in PostgreSQL', () => {
  let db: TestDatabase;
  const clock = new FixedClock(NOW_MS);
  beforeEach(async () => {
    clock.nowMs = NOW_MS;
    db = await server.migrated();
  });

  it('shows positions in their order, so that reading past the last one misses nothing', async () => {
    const writers = Array.from({ length: 4 }, () => new PgEventLog(db.connect(), clock));
    const events = callsOfUsers(800);
    const appending = Promise.all(writers.flatMap((writer, index) => Array.from({ length: 20 }, (_, part) => writer.append(events.slice(index * 200 + part * 10, index * 200 + part * 10 + 10)))));
    const seen: number[] = [];
    let done = false;
    void appending.finally(() => (done = true));
    for (let last = false; !last; ) {
      last = done;
      const rows = await db.database.rows({ name: 'poll', text: 'SELECT position FROM event WHERE position > $1 ORDER BY position' }, [seen.at(-1) ?? 0]);
      seen.push(...rows.map(([position]) => position as number));
    }
    await appending;
    expect(seen).toEqual(events.map((_, index) => index + 1));
  });

  it('lets what is received never step back, though a clock does', async () => {
    const log = new PgEventLog(db.database, clock);
    await log.append([callEvent()]);
    clock.nowMs -= 3_600_000;
    await log.append([callEvent()]);
    const read = await drain(new PgFoldLog(db.database, clock));
    expect(read.map(({ receivedAtMs }) => receivedAtMs)).toEqual([NOW_MS, NOW_MS]);
  });

  it('folds events of several weeks of receipt', async () => {
    const log = new PgEventLog(db.database, clock);
    for (const days of [0, 6, 13, 20]) {
      clock.nowMs = NOW_MS + days * 86_400_000;
      await log.append([callEvent(), callEvent({ userId: 2 })]);
    }
    expect(await drain(new PgFoldLog(db.database, clock), 1)).toHaveLength(8);
    expect(await db.query('SELECT DISTINCT tableoid::regclass FROM event')).toHaveLength(4);
  });

  it('goes no further than `until`', async () => {
    const log = new PgEventLog(db.database, clock);
    await log.append([callEvent(), callEvent(), callEvent()]);
    await db.query('UPDATE fold_position SET until = 2');
    const reader = new PgFoldLog(db.database, clock);
    expect((await drain(reader)).map(({ position }) => position)).toEqual([1, 2]);
    await db.query('UPDATE fold_position SET until = 3');
    expect((await drain(reader)).map(({ position }) => position)).toEqual([3]);
  });

  it('fails the request that cannot be stored, not its neighbours', async () => {
    const log = new PgEventLog(db.database, clock);
    const bad = { ...callEvent(), kind: 70_000 as never };
    const outcomes = await Promise.allSettled([log.append([callEvent()]), log.append([callEvent()]), log.append([bad]), log.append([callEvent()])]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect((await drain(new PgFoldLog(db.database, clock))).map(({ position }) => position)).toEqual([1, 2, 3]);
  });
});

describe('poison', () => {
  it('goes aside, is listed, asked for, and folded after all', async () => {
    const db = await server.migrated();
    const clock = new FixedClock(NOW_MS);
    const letters = new TypeOrmDeadLetters(await sourceOf(db.url));
    const log = new PgFoldLog(db.database, clock);
    const events = callsOfUsers(40);
    const poison = events[11]?.eventId as string;
    let mended = false;
    const folded: string[] = [];
    const apply: FoldWork = async (batch, tx) => {
      if (!mended && batch.some(({ eventId }) => eventId === poison)) throw new Error('cannot be folded');
      await tx.rows({ name: '', text: 'SELECT 1' });
      folded.push(...batch.map(({ eventId }) => eventId));
    };
    const processor = new StreamProcessor(
      { batchSize: 10, flushIntervalMs: 10, maxRetries: 1, lanes: 4 },
      { log, apply, isTransient: () => false, reasonOf: (error) => (error as Error).message, report: () => undefined, clock, pause: () => Promise.resolve() },
    );
    const worker = new StreamWorker({
      workerId: 'w-1', enabled: true, processor, log, apply, reasonOf: (error) => (error as Error).message, reports: new PgProcessorReports(db.database, clock), clock,
    });
    await new PgEventLog(db.database, clock).append(events);
    worker.start();
    while ((await letters.list(undefined, 9)).length === 0 || folded.length < 39) await new Promise((resolve) => setTimeout(resolve, 5));
    await worker.stop();
    expect(folded.sort()).toEqual(events.map(({ eventId }) => eventId).filter((eventId) => eventId !== poison).sort());

    const [letter] = await letters.list(undefined, 9);
    expect(letter).toMatchObject({ eventId: poison, kind: 1, reason: 'cannot be folded', attempts: 2, state: 'waiting', failedAtMs: NOW_MS, receivedAtMs: NOW_MS });
    expect(await worker.replayLetters()).toBe(0);
    const id = letter?.id as number;
    expect(await letters.requestReplay(id)).toMatchObject({ state: 'replaying' });
    expect(await worker.replayLetters()).toBe(0);
    expect((await letters.list(undefined, 9))[0]).toMatchObject({ state: 'waiting', attempts: 3 });
    mended = true;
    await letters.requestReplay(id);
    expect(await worker.replayLetters()).toBe(1);
    expect(folded.filter((eventId) => eventId === poison)).toHaveLength(1);
    expect(await letters.requestReplay(id)).toMatchObject({ state: 'replayed' });
    expect(await worker.replayLetters()).toBe(0);
  });

  it('is listed newest first, a page at a time; an unknown letter cannot be asked for', async () => {
    const db = await server.migrated();
    const clock = new FixedClock(NOW_MS);
    const letters = new TypeOrmDeadLetters(await sourceOf(db.url));
    const log = new PgFoldLog(db.database, clock);
    await new PgEventLog(db.database, clock).append(callsOfUsers(5));
    await log.fold({ partitions: [1, 2, 3, 4, 5], mostPerPartition: 9 }, async (batch, tx) => {
      for (const event of batch) await log.setAside({ event, reason: 'r', attempts: 1 }, tx);
    });
    const first = await letters.list(undefined, 2);
    const second = await letters.list(first[1]?.id, 2);
    const third = await letters.list(second[1]?.id, 2);
    expect([...first, ...second, ...third].map(({ id }) => id)).toEqual([5, 4, 3, 2, 1]);
    expect(await letters.requestReplay(99)).toBeUndefined();
  });
});
