import type { Neighbourhood } from '../../core/index.js';
import type { BlockKeys } from './block-keys.js';

/** A number that is registered, and the keys of its blocks in hexadecimal, in the order of `BLOCK_SIZES`. */
export interface Member {
  readonly callerId: number;
  readonly keys: readonly string[];
}

/** What calls and reports say of numbers and of the blocks around them. */
export abstract class Reputations {
  /** Of registered numbers, each of which has an answer. */
  abstract around(callerIds: readonly number[]): Promise<ReadonlyMap<number, Neighbourhood>>;
  /** What is stored of the blocks that a number never seen belongs to. */
  abstract blocks(keys: BlockKeys): Promise<Neighbourhood['blocks']>;
  /** The registered numbers of a block of 10,000, at most `limit`. */
  abstract members(key: Buffer, limit: number): Promise<readonly Member[]>;
}
