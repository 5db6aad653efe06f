import { AppError } from '#kernel';
import { loadConfig } from '#platform/config';
import { migrateSchema } from '../migrate-schema.js';

/** Brings the schema of DATABASE_URL up to date. The embedded database is migrated at every start by itself. */
export async function migrateCommand(): Promise<void> {
  const { env } = loadConfig();
  if (env.DATABASE_URL === undefined) {
    throw new AppError('config_invalid', 'invalid', 'DATABASE_URL got nothing, wants the database to migrate (npm start migrates the embedded one by itself)');
  }
  const ran = await migrateSchema(env.DATABASE_URL);
  process.stdout.write(ran.length === 0 ? 'the schema is up to date\n' : ran.map((name) => `ran ${name}\n`).join(''));
}
