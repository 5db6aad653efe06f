import { join } from 'node:path';
import { AppError } from '#kernel';
import type { Environment } from '#platform/config';
import { runningUrl } from '#platform/embedded-postgres';

/**
 * The database of the running service: DATABASE_URL, or the embedded one of DATA_DIR.
 * @throws AppError `database_not_running`
 */
export async function databaseUrl(env: Environment): Promise<string> {
  const url = env.DATABASE_URL ?? (await runningUrl(join(env.DATA_DIR, 'postgres')));
  if (url !== undefined) return url;
  throw new AppError('database_not_running', 'unavailable', `no service runs on DATA_DIR ${env.DATA_DIR}; run npm start first, or set DATABASE_URL`);
}
