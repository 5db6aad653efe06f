import { PgCallerLookup } from '../../libs/callers/src/infra/pg-caller-lookup.js';
import { describeLookup } from '../contracts/lookup-contract.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';

let server: TestServer;
let db: TestDatabase;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  db = await server.migrated();
});

describeLookup('in PostgreSQL', () => new PgCallerLookup(db.database));
