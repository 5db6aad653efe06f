import { migrate } from '#platform/database';
import { migrateQueues } from '#platform/queues';
import { MIGRATIONS } from './migrations.js';

/** Brings everything the service keeps in a database up to date. Returns the names of our migrations that ran. */
export function migrateSchema(databaseUrl: string): Promise<string[]> {
  return migrate(databaseUrl, MIGRATIONS, [migrateQueues]);
}
