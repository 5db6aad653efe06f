import type { PromotionTest } from '../../core/index.js';
import type { Contest } from './contest.js';

/** What both versions said of a row, and what came. */
export interface LabelledPair {
  readonly champion: readonly number[];
  readonly challenger: readonly number[];
  readonly label: number;
}

/** A test that went on, and what is to be done where it has ended. */
export interface Advance {
  readonly test: PromotionTest;
  /** How many of the pairs it has looked at, from the first on. */
  readonly counted: number;
  readonly settled?: {
    readonly decision: 'promote' | 'keep';
    readonly reason: string;
    readonly details: Readonly<Record<string, unknown>>;
  };
}

/** The promotion tests, pair by pair. */
export abstract class PromotionTests {
  abstract find(contest: Contest): Promise<PromotionTest | undefined>;
  /**
   * Hands the test and up to `limit` pairs that it has not counted, in the order in which their truth came, to `count` and keeps what comes of it: the
   * test, the pairs as counted, the decision with its audit row, and the champion's alias where the challenger gets it. All of it or nothing, so
   * that no pair counts twice. Undefined where the two do not hold their aliases any more.
   */
  abstract advance(contest: Contest, limit: number, count: (test: PromotionTest, pairs: readonly LabelledPair[]) => Advance): Promise<Advance | undefined>;
}
