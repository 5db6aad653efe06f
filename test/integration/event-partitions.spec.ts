import { DAY_MS } from '#kernel';
import { PgEventPartitions } from '../../libs/realtime/src/infra/pg-event-partitions.js';
import { NOW_MS } from '../contracts/fixed-clock.fixture.js';
import { TestServer } from './postgres.fixture.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

it('weeks are made once, however many want them at the same moment', async () => {
  const { database } = await server.migrated();
  for (const year of [1, 2, 3]) {
    const later = NOW_MS + year * 365 * DAY_MS;
    const made = await Promise.all(Array.from({ length: 6 }, () => new PgEventPartitions(database).ensure(later)));
    const names = made.flat();
    expect([names.length > 0, new Set(names).size]).toEqual([true, names.length]);
    expect(await new PgEventPartitions(database).ensure(later)).toEqual([]);
  }
});
