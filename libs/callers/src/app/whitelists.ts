import type { WhitelistFacts } from '../core/index.js';

/** What a user's whitelist rests on for one number. */
export type ListedFacts = WhitelistFacts & { readonly callerId: number };

/** The stored side of whitelists: what calls and users' words say, not what follows from it. */
export abstract class Whitelists {
  /** What a user and a number had with each other, and what the user said of it. */
  abstract between(userId: number, callerId: number): Promise<WhitelistFacts>;
  /** The next `limit` numbers after `afterId`, by ascending id, that the user spoke with, dialled or said something of. */
  abstract page(userId: number, afterId: number, limit: number): Promise<readonly ListedFacts[]>;
  /** How many numbers stand on the user's list because the user said so, as of a moment. */
  abstract kept(userId: number, asOfMs: number): Promise<number>;
}
