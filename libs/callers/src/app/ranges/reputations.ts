import type { Neighbourhood, Reputation } from '../../core/index.js';

/** A number that is registered, and the keys of its blocks in the order of `BLOCK_SIZES`; undefined where it is too short for one. */
export interface Member {
  readonly callerId: number;
  readonly keys: readonly (string | undefined)[];
}

/** What calls and reports say of numbers and of the blocks around them. */
export abstract class Reputations {
  /** Of registered numbers, each of which has an answer. */
  abstract around(callerIds: readonly number[]): Promise<ReadonlyMap<number, Neighbourhood>>;
  /** By key in hexadecimal; keys that nothing is stored of are left out. */
  abstract rows(keys: readonly Buffer[]): Promise<ReadonlyMap<string, readonly Reputation[]>>;
  /** The registered numbers of a block of 10,000, at most `limit`. */
  abstract members(key: Buffer, limit: number): Promise<readonly Member[]>;
}
