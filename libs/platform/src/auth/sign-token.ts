import { SignJWT } from 'jose';
import type { Role } from './role.js';

export interface TokenSpec {
  readonly secret: string;
  readonly issuer: string;
  readonly audience: string;
  readonly subject: string;
  readonly role: Role;
  readonly expiresInSeconds: number;
  readonly nowSeconds?: number;
}

/** An HS256 token that `TokenVerifier` accepts until `expiresInSeconds` from now. */
export async function signToken(spec: TokenSpec): Promise<string> {
  const issuedAt = spec.nowSeconds ?? Math.floor(Date.now() / 1000);
  return new SignJWT({ role: spec.role })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(spec.subject)
    .setIssuer(spec.issuer)
    .setAudience(spec.audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + spec.expiresInSeconds)
    .sign(Buffer.from(spec.secret, 'utf8'));
}
