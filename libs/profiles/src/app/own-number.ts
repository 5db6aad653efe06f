import { readNumber, type E164, type Keyring, type UnreadableNumber } from '#privacy';

/** The number as it is stored; without one where the user took it back. */
export interface SealedNumber {
  readonly sealed: string | null;
}

/** @param written null takes the number back */
export function readOwnNumber(written: unknown, region: string): { readonly value: E164 | null } | { readonly fault: UnreadableNumber } {
  if (written === null || written === undefined) return { value: null };
  const read = readNumber(written, region);
  return typeof read === 'string' ? { value: read } : { fault: read };
}

export function sealOwnNumber(number: E164 | null, keyring: Keyring): SealedNumber {
  return { sealed: number === null ? null : keyring.seal('details', number).toString('base64') };
}

/** @param value of the preference, undefined where the user never told it */
export function openOwnNumber(value: unknown, keyring: Keyring): E164 | undefined {
  const { sealed } = (value ?? {}) as Partial<SealedNumber>;
  return sealed == null ? undefined : (keyring.open('details', Buffer.from(sealed, 'base64')) as E164);
}
