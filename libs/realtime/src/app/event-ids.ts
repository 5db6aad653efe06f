import { AppError } from '#kernel';
import type { Keyring } from '#privacy';
import { v5, v7 } from 'uuid';

const LONGEST_KEY = 200;
const VERSION_8 = 0x80;
const VARIANT = 0x80;

/** A new id whose leading bits are the time, so that neighbours in time are neighbours in the index. */
export function newEventId(): string {
  return v7();
}

/** The id an event gets from its source's own name for it: the same name always gives the same id. */
export function namedEventId(source: string, name: string): string {
  return v5(name, v5(source, v5.URL));
}

/**
 * The id of what `act` describes, done under a client's Idempotency-Key. Keyed, so that nobody can work out another
 * subject's id and take it first. A UUID of version 8 (RFC 9562).
 */
export function idempotentEventId(keyring: Keyring, act: readonly (string | number)[]): string {
  const bytes = Buffer.from(keyring.blindIndex('idempotency', JSON.stringify(act)));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | VERSION_8;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | VARIANT;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** @throws AppError `idempotency_key_invalid` where the key is empty or too long */
export function checkIdempotencyKey(key: string | undefined): void {
  if (key === undefined || (key !== '' && key.length <= LONGEST_KEY)) return;
  throw new AppError('idempotency_key_invalid', 'invalid', `Idempotency-Key must have 1 to ${LONGEST_KEY} characters`);
}
