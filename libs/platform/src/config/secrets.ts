import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#kernel';
import type { Environment } from './variables.js';

export interface Secrets {
  /** Undefined only where tokens come from JWT_JWKS_URL alone. */
  readonly jwtSecret: string | undefined;
  readonly dataEncryptionKey: string;
}

/** Reads `DATA_DIR/secrets/<name>`, or makes it once. The link makes two first starts agree on one secret. */
function keptSecret(dataDir: string, name: string): string {
  const folder = join(dataDir, 'secrets');
  const path = join(folder, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600, flush: true });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 32) throw new AppError('secret_invalid', 'invalid', `the secret kept in ${path} is damaged; restore it from a backup`);
  return secret;
}

/**
 * The two secrets, from the environment or, outside production, made once in DATA_DIR.
 * @throws AppError `config_invalid` in production where one is missing.
 */
export function loadSecrets(env: Environment): Secrets {
  const mayMake = env.NODE_ENV !== 'production';
  if (!mayMake && env.JWT_SECRET === undefined && env.JWT_JWKS_URL === undefined) {
    throw new AppError('config_invalid', 'invalid', 'JWT_SECRET got nothing, wants at least 32 characters in production (or set JWT_JWKS_URL)');
  }
  if (!mayMake && env.DATA_ENCRYPTION_KEY === undefined) {
    throw new AppError('config_invalid', 'invalid', 'DATA_ENCRYPTION_KEY got nothing, wants at least 32 characters in production');
  }
  const needsJwtSecret = env.JWT_SECRET === undefined && env.JWT_JWKS_URL === undefined;
  return Object.freeze({
    jwtSecret: needsJwtSecret ? keptSecret(env.DATA_DIR, 'jwt-secret') : env.JWT_SECRET,
    dataEncryptionKey: env.DATA_ENCRYPTION_KEY ?? keptSecret(env.DATA_DIR, 'data-encryption-key'),
  });
}
