import { AppError } from '#kernel';
import { migrateSchema } from '../cli/migrate-schema.js';

/**
 * Brings the schema up to date.
 * @throws AppError `database_unreachable` where nobody answers at DATABASE_URL
 */
export async function prepareSchema(databaseUrl: string): Promise<void> {
  try {
    await migrateSchema(databaseUrl);
  } catch (cause) {
    const { code = '' } = cause as { code?: string };
    if (!/^E[A-Z]+$/.test(code)) throw cause;
    throw new AppError('database_unreachable', 'unavailable', `the database that DATABASE_URL names cannot be reached (${code})`, { cause });
  }
}
