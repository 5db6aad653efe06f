import { readFileSync } from 'node:fs';
import { config as loadEnvFile } from 'dotenv';
import { AppError } from '#kernel';
import { readConfig, type Config } from './read-config.js';

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? 'is not valid JSON' : 'cannot be read';
    throw new AppError('config_invalid', 'invalid', `CONFIG_FILE got ${JSON.stringify(path)}, which ${reason}; wants a JSON file`, { cause });
  }
}

/** Reads `.env`, the environment (which wins over `.env`) and CONFIG_FILE; the only place that looks at `process.env`. */
export function loadConfig(): Config {
  loadEnvFile({ quiet: true });
  const path = process.env['CONFIG_FILE']?.trim();
  return readConfig(process.env, path === undefined || path === '' ? {} : readJson(path));
}
