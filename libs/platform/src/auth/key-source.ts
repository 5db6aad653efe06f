import { webcrypto } from 'node:crypto';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { AppError } from '#kernel';

/** Finds the key for a token; `algorithms` is all that this source may ever verify. */
export interface KeySource {
  readonly algorithms: readonly string[];
  readonly key: JWTVerifyGetKey;
}

const JWKS_TIMEOUT_MS = 3000;

/** In the form in which it is used: any other would be turned into that for each token anew, at twice the cost of verifying it. */
export function secretSource(secret: string): KeySource {
  let key: Promise<webcrypto.CryptoKey> | undefined;
  return { algorithms: ['HS256'], key: () => (key ??= webcrypto.subtle.importKey('raw', Buffer.from(secret, 'utf8'), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])) };
}

function unavailable(cause: unknown): AppError {
  return new AppError('auth_unavailable', 'unavailable', 'the key set that verifies tokens cannot be reached', { cause, retryAfterSeconds: 5 });
}

/** Public keys by URL. A set that can't be fetched is our trouble, not the caller's: 503, never 401. */
export function keySetSource(url: string): KeySource {
  const keySet = createRemoteJWKSet(new URL(url), { timeoutDuration: JWKS_TIMEOUT_MS });
  const key: JWTVerifyGetKey = async (header, token) => {
    try {
      return await keySet(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      throw unavailable(error);
    }
  };
  return { algorithms: ['RS256', 'ES256'], key };
}
