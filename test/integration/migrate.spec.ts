import { SCHEMA, migrate } from '#platform/database';
import { MIGRATIONS } from '../../apps/cli/migrations.js';
import { TestServer } from './postgres.fixture.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

describe('migrate', () => {
  it('runs what is missing, once, though several processes start together', async () => {
    const url = await server.empty();
    const ran = await Promise.all([migrate(url, MIGRATIONS), migrate(url, MIGRATIONS), migrate(url, MIGRATIONS)]);
    expect(ran.flat().sort()).toEqual(MIGRATIONS.map((migration) => new migration().name).sort());
    expect(await migrate(url, MIGRATIONS)).toEqual([]);
    expect(SCHEMA).toBe('profile_analytics');
  });
});
