import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { PgDatabase, SCHEMA } from '#platform/database';
import { EmbeddedPostgres } from '#platform/embedded-postgres';
import { migrateSchema } from '../../apps/cli/migrate-schema.js';
import { NOW_MS } from '../contracts/fixed-clock.fixture.js';
import { PgEventPartitions } from '../../libs/realtime/src/infra/pg-event-partitions.js';
import { filledOnce } from './cluster-template.fixture.js';

const TEMPLATE = 'migrated';
const CONNECTIONS = 10;

/** One migrated database of its own; everything in it is the test's. */
export interface TestDatabase {
  readonly url: string;
  readonly database: PgDatabase;
  /** A further pool of connections, as another process would have. */
  connect(): PgDatabase;
  /** Rows as objects, for looking behind the adapters. */
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

const urlOf = (server: EmbeddedPostgres, database: string): string => server.url.replace(/\/postgres$/, `/${database}`);

async function execute(server: EmbeddedPostgres, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A cluster at rest with one migrated database, of which each test gets a copy. */
async function makeCluster(folder: string, log: string[]): Promise<void> {
  const server = await EmbeddedPostgres.prepare(folder, (line) => log.push(line));
  try {
    await server.start(() => undefined);
    await execute(server, `CREATE DATABASE ${TEMPLATE}`);
    await migrateSchema(urlOf(server, TEMPLATE));
  } finally {
    await server.stop();
  }
}

/** A PostgreSQL server for the tests of one file. */
export class TestServer {
  private readonly pools: PgDatabase[] = [];
  private readonly inspectors: pg.Pool[] = [];
  private databases = 0;

  private constructor(
    private readonly server: EmbeddedPostgres,
    private readonly folder: string,
  ) {}

  /** Fails where PostgreSQL cannot be started: these tests are never skipped. */
  static async start(): Promise<TestServer> {
    const folder = await mkdtemp(join(tmpdir(), 'pas-test-'));
    const log: string[] = [];
    try {
      await filledOnce(join(folder, 'postgres'), (cluster) => makeCluster(cluster, log));
      const server = await EmbeddedPostgres.prepare(join(folder, 'postgres'), (line) => log.push(line));
      await server.start(() => undefined);
      return new TestServer(server, folder);
    } catch (cause) {
      await rm(folder, { recursive: true, force: true });
      throw new Error(`no PostgreSQL to test with: ${log.slice(-5).join('; ')}`, { cause });
    }
  }

  /** The server's own process. */
  get pid(): number {
    return this.server.pid as number;
  }

  /** A database with the service's schema and the log's partitions around NOW_MS and today. */
  async migrated(): Promise<TestDatabase> {
    const name = `test_${++this.databases}`;
    await execute(this.server, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
    const url = urlOf(this.server, name);
    const database = this.pool(url);
    const partitions = new PgEventPartitions(database);
    await partitions.ensure(NOW_MS);
    await partitions.ensure(Date.now());
    const inspector = new pg.Pool({ connectionString: url, options: `-c search_path=${SCHEMA}`, max: 2, idleTimeoutMillis: 0 }).on('error', () => undefined);
    this.inspectors.push(inspector);
    const query = async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
      (await inspector.query<Row>(sql, [...values])).rows;
    return { url, database, connect: () => this.pool(url), query };
  }

  /** A database with nothing in it. */
  async empty(): Promise<string> {
    const name = `empty_${++this.databases}`;
    await execute(this.server, `CREATE DATABASE ${name}`);
    return urlOf(this.server, name);
  }

  async stop(): Promise<void> {
    await Promise.allSettled([...this.pools.map((pool) => pool.close()), ...this.inspectors.map((pool) => pool.end())]);
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private pool(url: string): PgDatabase {
    const pool = new PgDatabase(url, SCHEMA, CONNECTIONS);
    this.pools.push(pool);
    return pool;
  }
}
