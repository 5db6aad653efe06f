import { rangePrefix, WITHHELD, type CallerName, type Keyring } from '#privacy';
import { BLOCK_SIZES } from '../../core/index.js';

/** Digits that are left out of a number to name its block of `size`. */
export function digitsDropped(size: number): number {
  return Math.round(Math.log10(size));
}

/** Keys of the blocks around a number, in the order of `BLOCK_SIZES`; undefined where it is too short for one. */
export function blockKeys(number: CallerName, keyring: Keyring): (Buffer | undefined)[] {
  return BLOCK_SIZES.map((size) => {
    const prefix = number === WITHHELD ? undefined : rangePrefix(number, digitsDropped(size));
    return prefix === undefined ? undefined : keyring.blindIndex(`range-${size}`, prefix);
  });
}
