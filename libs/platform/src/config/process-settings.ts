import { AppError } from '#kernel';
import type { Settings } from './config.module.js';
import { loadConfig } from './load-config.js';
import { loadSecrets } from './secrets.js';

/**
 * What an API or worker process runs with.
 * @throws AppError `config_invalid` naming what is wrong, DATABASE_URL included: only `npm start` brings a database of its own.
 */
export function processSettings(): Settings {
  const { env, sections } = loadConfig();
  if (env.DATABASE_URL === undefined) {
    throw new AppError('config_invalid', 'invalid', 'DATABASE_URL got nothing, wants a URL starting with postgresql:// (npm start runs an embedded database instead)');
  }
  return Object.freeze({ env, sections, secrets: loadSecrets(env), databaseUrl: env.DATABASE_URL });
}
