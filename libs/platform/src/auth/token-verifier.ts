import { decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import { AppError } from '#kernel';
import { principalFromClaims } from './claims.js';
import { keySetSource, secretSource, type KeySource } from './key-source.js';
import type { Principal } from './principal.js';
import { RecentMap } from './recent-map.js';

export interface VerifierOptions {
  readonly secret: string | undefined;
  readonly keySetUrl: string | undefined;
  readonly issuer: string;
  readonly audience: string;
  readonly nowMs?: () => number;
}

interface Known {
  readonly principal: Principal;
  readonly untilMs: number;
}

const BEARER = /^bearer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*)$/i;
const KNOWN_TOKENS = 5000;
/** A withdrawn signing key stops working after this long, though its tokens are remembered. */
const KNOWN_FOR_MS = 300_000;
const LONGEST_REMEMBERED = 4096;

/** Tells who an `Authorization` header speaks for. Verified headers are remembered until they expire. */
export class TokenVerifier {
  private readonly known = new RecentMap<Known>(KNOWN_TOKENS);
  private readonly sources: readonly KeySource[];
  private readonly nowMs: () => number;

  constructor(private readonly options: VerifierOptions) {
    this.nowMs = options.nowMs ?? Date.now;
    const { secret, keySetUrl } = options;
    this.sources = [...(secret === undefined ? [] : [secretSource(secret)]), ...(keySetUrl === undefined ? [] : [keySetSource(keySetUrl)])];
  }

  /** The principal of a header verified before; costs one map lookup. */
  remembered(header: string | undefined): Principal | undefined {
    if (header === undefined) return undefined;
    const known = this.known.get(header);
    return known !== undefined && this.nowMs() < known.untilMs ? known.principal : undefined;
  }

  /** @throws AppError `token_missing`, `token_invalid`, `token_expired`, `role_unknown` or `auth_unavailable` */
  async verify(header: string | undefined): Promise<Principal> {
    const token = tokenOf(header);
    const claims = await this.claimsOf(token);
    const principal = principalFromClaims(claims);
    const untilMs = Math.min((claims.exp ?? 0) * 1000, this.nowMs() + KNOWN_FOR_MS);
    if (header !== undefined && header.length <= LONGEST_REMEMBERED) this.known.set(header, { principal, untilMs });
    return principal;
  }

  private async claimsOf(token: string): Promise<JWTPayload> {
    try {
      const algorithm = decodeProtectedHeader(token).alg ?? 'none';
      // The algorithm chooses its one key source: a public key can never be tried as an HMAC secret.
      const source = this.sources.find((candidate) => candidate.algorithms.includes(algorithm));
      if (source === undefined) throw refused('the token is signed in a way not accepted here');
      const { issuer, audience } = this.options;
      const expected = { algorithms: [algorithm], issuer, audience, requiredClaims: ['exp'], currentDate: new Date(this.nowMs()) };
      return (await jwtVerify(token, source.key, expected)).payload;
    } catch (error) {
      throw explained(error);
    }
  }
}

function tokenOf(header: string | undefined): string {
  if (header === undefined || header === '') throw new AppError('token_missing', 'unauthenticated', 'an Authorization header with a Bearer token is needed');
  const token = BEARER.exec(header)?.[1];
  if (token === undefined) throw refused('the Authorization header holds no well-formed Bearer token');
  return token;
}

function refused(detail: string, cause?: unknown): AppError {
  return new AppError('token_invalid', 'unauthenticated', detail, { cause });
}

/** What the caller may know of a failed check. */
function explained(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof errors.JWTExpired) return new AppError('token_expired', 'unauthenticated', 'the token has expired');
  if (error instanceof errors.JWTClaimValidationFailed) return refused(`the token's ${error.claim} claim is missing or not accepted`, error);
  // decodeProtectedHeader answers a garbled header with a TypeError of its own.
  if (error instanceof errors.JOSEError || (error instanceof TypeError && error.message.includes('Protected Header'))) return refused('the token cannot be verified', error);
  return new AppError('auth_unavailable', 'unavailable', 'the key that verifies tokens cannot be used', { cause: error, retryAfterSeconds: 5 });
}
