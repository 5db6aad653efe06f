import { TestServer } from './postgres.fixture.js';
import { describeUpkeep } from './upkeep-queue.fixture.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

describeUpkeep('the queue on PostgreSQL', async () => ({ db: await server.migrated(), variables: {} }));
