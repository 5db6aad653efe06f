import { wilsonInterval } from '#kernel';
import { distinctIn } from './distinct.js';
import type { Mark, Standing } from './reputation.js';

/** Blocks that lend a number their reputation, narrowest first. A Chinese mobile number's block of 10,000 is one city's of one operator. */
export const BLOCK_SIZES = [10, 100, 1_000, 10_000] as const;
export type BlockSize = (typeof BLOCK_SIZES)[number];

/** What the other numbers of a block have been up to, those of the next narrower block left out. */
export interface Block {
  readonly size: BlockSize;
  readonly heat: Mark;
  readonly evidence: Mark;
  /** Different numbers that called of late: those with more bad than good calls, and those with more good than bad. */
  readonly members: Mark;
  /** Different users and numbers in the whole block, about. */
  readonly users: number;
  readonly numbers: number;
}

const less = (left: Mark, right: Mark): Mark => ({ bad: Math.max(0, left.bad - right.bad), good: Math.max(0, left.good - right.good) });

/**
 * The blocks around a number, without the number's own part.
 *
 * @param own of the number itself
 * @param around of its blocks, in the order of `BLOCK_SIZES`; undefined where the number is too short to have one
 */
export function surroundings(own: Standing, around: readonly (Standing | undefined)[]): Block[] {
  let inner = own;
  return around.flatMap((standing, at) => {
    if (standing === undefined) return [];
    const { heat, evidence, members } = inner;
    inner = standing;
    return [{
      size: BLOCK_SIZES[at] as BlockSize, heat: less(standing.heat, heat), evidence: less(standing.evidence, evidence),
      members: less(standing.members, members), users: distinctIn(standing.users), numbers: distinctIn(standing.numbers),
    }];
  });
}

/** Lower 95 % Wilson bound of the share of bad calls and reports; undefined where nothing is left of any. */
export function spamShare({ evidence: { bad, good } }: Pick<Block, 'evidence'>): number | undefined {
  return bad + good > 0 ? wilsonInterval(bad, bad + good).lower : undefined;
}
