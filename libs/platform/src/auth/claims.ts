import { AppError } from '#kernel';
import type { Principal } from './principal.js';
import { highestRole } from './role.js';

const SUBJECT = /^[A-Za-z0-9._:@-]{1,128}$/;

function refused(detail: string): AppError {
  return new AppError('token_invalid', 'unauthenticated', detail);
}

/**
 * Reads the claims of a token whose signature and times were checked already.
 * @throws AppError `token_invalid` for an unusable subject or a half-finished login, `role_unknown` without a known role.
 */
export function principalFromClaims(claims: Readonly<Record<string, unknown>>): Principal {
  // A login that still waits for its second factor carries this marker in place of a session.
  if (claims['sessionId'] === 'mfa-temp') throw refused('the login behind this token is not complete');
  const subject = claims['sub'] ?? claims['userId'];
  if (typeof subject !== 'string' || !SUBJECT.test(subject)) throw refused("the token's subject is missing or malformed");
  const listed = claims['roles'];
  const role = highestRole([claims['role'], ...(Array.isArray(listed) ? (listed as unknown[]) : [listed])]);
  if (role === undefined) throw new AppError('role_unknown', 'forbidden', 'the token names no role known here');
  const tokenId = claims['jti'];
  return typeof tokenId === 'string' ? { subject, role, tokenId } : { subject, role };
}
