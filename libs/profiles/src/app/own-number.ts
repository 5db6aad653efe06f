import type { FieldError } from '#kernel';
import { normalisePhone, type E164, type Keyring } from '#privacy';
import { PHONE_NUMBER } from '../core/preferences.js';

/** The number as it is stored; without one where the user took it back. */
export interface SealedNumber {
  readonly sealed: string | null;
}

/** @param written null takes the number back */
export function readOwnNumber(written: unknown, region: string): { readonly value: E164 | null } | { readonly fault: FieldError } {
  if (written === null || written === undefined) return { value: null };
  const value = typeof written === 'string' ? normalisePhone(written, region) : undefined;
  return value === undefined ? { fault: { path: PHONE_NUMBER, message: 'must be a phone number, or null for none' } } : { value };
}

export function sealOwnNumber(number: E164 | null, keyring: Keyring): SealedNumber {
  return { sealed: number === null ? null : keyring.seal('details', number).toString('base64') };
}

/** @param value of the preference, undefined where the user never told it */
export function openOwnNumber(value: unknown, keyring: Keyring): E164 | undefined {
  const { sealed } = (value ?? {}) as Partial<SealedNumber>;
  return sealed == null ? undefined : (keyring.open('details', Buffer.from(sealed, 'base64')) as E164);
}
