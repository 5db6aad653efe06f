import { createHash } from 'node:crypto';
import type { E164 } from './phone-number.js';

/** Stands before every number that is hashed; public, and another one would be another list. */
export const PUBLIC_HASH_CONTEXT = 'caller-lookup/1:';
/** Bits that are kept: two of a million numbers are alike with a chance of one in 37 million. */
export const PUBLIC_HASH_BITS = 64;

/**
 * The first 64 bits of SHA-256 over the context and the number with its +, as 16 hexadecimal digits in lower case. Whoever
 * tries all numbers undoes it within minutes: only of numbers that are published as suspicious may it be kept anywhere.
 */
export function publicHash(number: E164): string {
  return createHash('sha256').update(PUBLIC_HASH_CONTEXT + number).digest('hex').slice(0, PUBLIC_HASH_BITS / 4);
}
