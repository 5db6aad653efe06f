import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { Signing, Webhook } from './webhook.js';

const HMAC_BYTES = 32;
const SEED_BYTES = 32;
const HMAC_PREFIX = 'whsec_';
const PRIVATE_PREFIX = 'whsk_';
const PUBLIC_PREFIX = 'whpk_';
/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A new secret: `whsec_…` for HMAC, `whsk_…` (a private key) for Ed25519. */
export function newSecret(signing: Signing): string {
  if (signing === 'hmac') return `${HMAC_PREFIX}${randomBytes(HMAC_BYTES).toString('base64')}`;
  const der = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });
  return `${PRIVATE_PREFIX}${der.subarray(-SEED_BYTES).toString('base64')}`;
}

/** Accepts the 32 bytes of the key alone, and the 64 of key and public key together. */
function privateKeyOf(secret: string): KeyObject {
  const seed = Buffer.from(secret.slice(PRIVATE_PREFIX.length), 'base64').subarray(0, SEED_BYTES);
  return createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
}

/** What receivers check Ed25519 signatures by, `whpk_…`; undefined for HMAC, where only the secret does. */
export function publicKeyOf(secret: string): string | undefined {
  if (!secret.startsWith(PRIVATE_PREFIX)) return undefined;
  const der = createPublicKey(privateKeyOf(secret)).export({ format: 'der', type: 'spki' });
  return `${PUBLIC_PREFIX}${der.subarray(-SEED_BYTES).toString('base64')}`;
}

function signatureBy(secret: string, content: string): string {
  if (secret.startsWith(PRIVATE_PREFIX)) return `v1a,${sign(null, Buffer.from(content), privateKeyOf(secret)).toString('base64')}`;
  const key = Buffer.from(secret.slice(HMAC_PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
}

/**
 * The headers of Standard Webhooks 1.0: one signature for each secret, over id, timestamp and body.
 * @param timestampSeconds of the attempt, in Unix seconds
 */
export function signedHeaders(secrets: readonly string[], id: string, timestampSeconds: number, body: string): Record<string, string> {
  const content = `${id}.${timestampSeconds}.${body}`;
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': secrets.map((secret) => signatureBy(secret, content)).join(' '),
  };
}

/** Those that sign now: the new one, and the former one as long as it is valid. */
export function secretsAt({ secret, formerSecret, formerUntilMs }: Pick<Webhook, 'secret' | 'formerSecret' | 'formerUntilMs'>, nowMs: number): string[] {
  return formerSecret !== undefined && formerUntilMs !== undefined && nowMs < formerUntilMs ? [secret, formerSecret] : [secret];
}
