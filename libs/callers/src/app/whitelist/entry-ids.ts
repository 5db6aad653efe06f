import type { Keyring } from '#privacy';

const HALF_BYTES = 8;
const WRITTEN = /^[A-Za-z0-9_-]{22}$/;

function keyed(keyring: Keyring, parts: readonly (string | number)[]): Buffer {
  return keyring.blindIndex('whitelist', JSON.stringify(parts)).subarray(0, HALF_BYTES);
}

function xored(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(left.map((byte, at) => byte ^ (right[at] as number)));
}

const tagOf = (keyring: Keyring, userId: number, callerId: number): Buffer => keyed(keyring, ['tag', userId, callerId]);
const padOf = (keyring: Keyring, userId: number, tag: Buffer): Buffer => keyed(keyring, ['pad', userId, tag.toString('hex')]);

/**
 * The name of a number on one user's list: always the same, says nothing without the key, and no other user's. A synthetic
 * initialisation vector (as in RFC 5297): a keyed tag over both ids, and the caller's id under a pad made from the tag.
 */
export function entryId(keyring: Keyring, userId: number, callerId: number): string {
  const tag = tagOf(keyring, userId, callerId);
  const plain = Buffer.alloc(HALF_BYTES);
  plain.writeBigUInt64BE(BigInt(callerId));
  return Buffer.concat([tag, xored(plain, padOf(keyring, userId, tag))]).toString('base64url');
}

/** The number that an id of this user's list names; undefined where we never handed it out. */
export function callerOfEntry(keyring: Keyring, userId: number, id: string): number | undefined {
  if (!WRITTEN.test(id)) return undefined;
  const bytes = Buffer.from(id, 'base64url');
  const tag = bytes.subarray(0, HALF_BYTES);
  const callerId = Number(xored(bytes.subarray(HALF_BYTES), padOf(keyring, userId, tag)).readBigUInt64BE());
  // Written out again, so that unused bits of the last letter don't give one entry several names.
  return Number.isSafeInteger(callerId) && entryId(keyring, userId, callerId) === id ? callerId : undefined;
}
