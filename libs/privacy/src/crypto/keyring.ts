import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { AppError } from '#kernel';
import { NonceSource } from './nonce-source.js';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const INDEX_BYTES = 16;
const FORMAT = 1;

/** What a ciphertext is for; it cannot be opened under another purpose. */
export type Purpose = 'phone' | 'user' | 'details' | 'webhook';

/** What a blind index is over; equal text under different scopes gives unrelated indexes. */
export type IndexScope = 'phone' | 'user' | 'range-10' | 'range-100' | 'range-1000' | 'range-10000' | 'callback' | 'script' | 'key-check' | 'idempotency' | 'whitelist' | 'origin';

function derive(secret: string, label: string): KeyObject {
  return createSecretKey(new Uint8Array(hkdfSync('sha256', secret, 'profile-analytics', label, 32)));
}

/**
 * Seals personal data with AES-256-GCM and indexes it with HMAC-SHA-256 (truncated to 128 bits), each under a key
 * derived from the one secret with HKDF (RFC 5869). Sealed form: format byte, nonce, tag, ciphertext.
 */
export class Keyring {
  private readonly sealKey: KeyObject;
  private readonly indexKey: KeyObject;
  private readonly nonces = new NonceSource(NONCE_BYTES);

  constructor(secret: string) {
    this.sealKey = derive(secret, 'seal/1');
    this.indexKey = derive(secret, 'index/1');
  }

  seal(purpose: Purpose, text: string): Buffer {
    const nonce = this.nonces.next();
    const cipher = createCipheriv('aes-256-gcm', this.sealKey, nonce).setAAD(Buffer.from(purpose));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(FORMAT), nonce, cipher.getAuthTag(), body]);
  }

  /** @throws AppError `sealed_data_unreadable` where it was sealed with another key, for another purpose, or is damaged. */
  open(purpose: Purpose, sealed: Buffer): string {
    try {
      if (sealed[0] !== FORMAT) throw new Error(`sealed in form ${sealed[0]}`);
      const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
      const tag = sealed.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
      // Without its length given, a tag cut to four bytes would do: easy to guess.
      const decipher = createDecipheriv('aes-256-gcm', this.sealKey, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(purpose)).setAuthTag(tag);
      return decipher.update(sealed.subarray(1 + NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch (cause) {
      throw new AppError('sealed_data_unreadable', 'unavailable', 'stored personal data cannot be opened with this key', { cause });
    }
  }

  /** 16 bytes that equal texts of one scope share and that say nothing without the key. */
  blindIndex(scope: IndexScope, text: string): Buffer {
    return createHmac('sha256', this.indexKey).update(`${scope}\0${text}`).digest().subarray(0, INDEX_BYTES);
  }
}
