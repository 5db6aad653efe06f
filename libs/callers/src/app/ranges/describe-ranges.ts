import { rangePrefix, WITHHELD, type CallerName } from '#privacy';
import { spamShare, type Block, type Mark } from '../../core/index.js';
import { digitsDropped } from './block-keys.js';

/** A block around a number as a verdict tells of it. */
export interface RangeDescription {
  readonly size: number;
  readonly prefixDigits: number;
  readonly members: number;
  readonly users: number;
  readonly heat: Mark;
  readonly evidence: Mark;
  readonly spamShare: number | null;
}

const rounded = ({ bad, good }: Mark): Mark => ({ bad: Math.round(bad * 100) / 100, good: Math.round(good * 100) / 100 });

export function describeRanges(number: CallerName, blocks: readonly Block[] | undefined): RangeDescription[] {
  if (number === WITHHELD || blocks === undefined) return [];
  return blocks.map((block) => ({
    size: block.size,
    prefixDigits: rangePrefix(number, digitsDropped(block.size))?.length ?? 0,
    members: block.numbers,
    users: block.users,
    heat: rounded(block.heat),
    evidence: rounded(block.evidence),
    spamShare: spamShare(block) ?? null,
  }));
}
