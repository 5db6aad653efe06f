import { DataSource, type MigrationInterface } from 'typeorm';
import pg from 'pg';
import { connectionOptions, SCHEMA } from './connection.js';

export type MigrationClass = new () => MigrationInterface;
/** Brings the tables of a library that keeps its own up to date, on a connection nobody else uses. */
export type ForeignMigration = (connection: Pick<pg.Client, 'query'>) => Promise<unknown>;

const MIGRATION_LOCK = 7_304_521;

/**
 * Runs the migrations that the database lacks, each in its own transaction, and then the foreign ones. Several
 * processes may call it at once: they take turns. Returns the names of our own that ran.
 */
export async function migrate(url: string, migrations: readonly MigrationClass[], foreign: readonly ForeignMigration[] = []): Promise<string[]> {
  const guard = new pg.Client(connectionOptions(url, SCHEMA));
  guard.on('error', () => undefined);
  await guard.connect();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await guard.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
    const source = await new DataSource({ ...dataSourceOptions(url), migrations: [...migrations] }).initialize();
    try {
      const ran = await source.runMigrations({ transaction: 'each' });
      for (const bringUpToDate of foreign) await bringUpToDate(guard);
      return ran.map((migration) => migration.name);
    } finally {
      await source.destroy();
    }
  } finally {
    await guard.end();
  }
}

/** TypeORM's options for our database: schema and migrations are files, nothing is synchronised. */
export function dataSourceOptions(url: string) {
  return {
    type: 'postgres' as const,
    url,
    schema: SCHEMA,
    synchronize: false,
    migrationsTableName: 'migration',
    extra: { options: `-c search_path=${SCHEMA}`, application_name: 'profile-analytics', max: 6 },
  };
}
