import { rangePrefix, WITHHELD, type CallerName, type Keyring } from '#privacy';
import { BLOCK_SIZES } from '../../core/index.js';

/** Digits that are left out of a number to name its block of `size`. */
export function digitsDropped(size: number): number {
  return Math.round(Math.log10(size));
}

/** Keyed indexes of the blocks around a number, in the order of `BLOCK_SIZES`. */
export type BlockKeys = readonly Buffer[];

/** Undefined where the number is too short for the widest block: short numbers side by side belong to different people. */
export function blockKeys(number: CallerName, keyring: Keyring): BlockKeys | undefined {
  const prefixes = BLOCK_SIZES.map((size) => (number === WITHHELD ? undefined : rangePrefix(number, digitsDropped(size)))).filter((prefix) => prefix !== undefined);
  return prefixes.length < BLOCK_SIZES.length ? undefined : BLOCK_SIZES.map((size, at) => keyring.blindIndex(`range-${size}`, prefixes[at] as string));
}
