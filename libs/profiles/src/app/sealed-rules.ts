import type { Rule } from '#callers/core';
import type { Keyring } from '#privacy';

/** The preference that holds a user's rules: sealed, since the numbers in them are personal data. */
export const RULES = 'rules';

export interface SealedRules {
  readonly sealed: string;
}

export function sealRules(rules: readonly Rule[], keyring: Keyring): SealedRules {
  return { sealed: keyring.seal('details', JSON.stringify(rules)).toString('base64') };
}

/** @param value of the preference `RULES`, undefined where the user never had rules */
export function openRules(value: unknown, keyring: Keyring): readonly Rule[] {
  const { sealed } = (value ?? {}) as Partial<SealedRules>;
  return sealed === undefined ? [] : (JSON.parse(keyring.open('details', Buffer.from(sealed, 'base64'))) as Rule[]);
}
