import fc from 'fast-check';
import type { QueryRunner } from 'typeorm';
import { Keyring } from '#privacy';
import { ProfilesFromSeries1763800600000 } from '#profiles/migrations';
import { EVENT_KINDS, PARTITIONS, type NewEvent } from '#realtime/core';
import { applyAll } from '../../libs/realtime/src/app/apply-all.js';
import { PgEventLog } from '../../libs/realtime/src/infra/pg-event-log.js';
import { PgFoldLog } from '../../libs/realtime/src/infra/pg-fold-log.js';
import { anyEvents } from '../contracts/events.fixture.js';
import { FixedClock, NOW_MS } from '../contracts/fixed-clock.fixture.js';
import { TestServer } from './postgres.fixture.js';
import { allProjections, storedState } from './state-tables.fixture.js';

const EARLIER = `
  CREATE TABLE user_profile (user_id bigint PRIMARY KEY);
  UPDATE user_quarter SET interactions = 99;
  ALTER TABLE user_quarter ADD outgoing integer NOT NULL DEFAULT 0, DROP first_ms, DROP last_ms, DROP timed_answered,
    DROP out_answered, DROP out_rejected, DROP out_missed, DROP out_transferred, DROP out_ai_handled`;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

it('the migration to one series makes of the log what a fold had made, without what was set aside or is still to come', async () => {
  const db = await server.migrated();
  const keyring = new Keyring('a key for tests of more than 32 characters');
  const clock = new FixedClock(NOW_MS);
  const [sampled = []] = fc.sample(anyEvents((json) => keyring.seal('details', json), { minLength: 300, maxLength: 300 }), { numRuns: 1, seed: 7 });
  // Claims, newcomers' calls and what is said of anomalies came after it.
  const events: readonly NewEvent[] = sampled.filter(({ kind }) => kind < EVENT_KINDS.claim);
  await new PgEventLog(db.database, clock).append(events);
  const log = new PgFoldLog(db.database, clock);
  await log.fold({ partitions: [1, 2, 3], mostPerPartition: 1 }, async (batch, tx) => {
    for (const event of batch) await log.setAside({ event, reason: 'no good', attempts: 1 }, tx);
  });
  const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);
  await log.fold({ partitions, mostPerPartition: 20 }, applyAll(allProjections(keyring)));
  const folded = await storedState(db);
  expect(folded['user_quarter']?.length).toBeGreaterThan(20);
  await db.query(EARLIER);
  await new ProfilesFromSeries1763800600000().up({ query: (sql: string) => db.query(sql) } as unknown as QueryRunner);
  expect(await storedState(db)).toEqual(folded);
});
