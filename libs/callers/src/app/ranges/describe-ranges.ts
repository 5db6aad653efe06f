import { rangePrefix, WITHHELD, type CallerName } from '#privacy';
import { NO_STANDING, spamShare, type Block, type Facts, type Mark } from '../../core/index.js';
import { digitsDropped } from './block-keys.js';

/** What calls and reports say of a number, as a verdict tells of it. */
export interface NumberReputation {
  /** Users it had calls with. */
  readonly users: number;
  readonly heat: Mark;
  readonly evidence: Mark;
  readonly spamShare: number | null;
}

/** A block around a number as a verdict tells of it; `users` are about so many. */
export interface RangeDescription extends NumberReputation {
  readonly size: number;
  readonly prefixDigits: number;
  readonly members: number;
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

/** The same of the number itself; null where nobody had a call with it. @param users all who had, newcomers included */
export function describeNumber(own: Facts['own'], users: number): NumberReputation | null {
  if (users === 0) return null;
  const { heat, evidence } = own ?? NO_STANDING;
  return { users, heat: rounded(heat), evidence: rounded(evidence), spamShare: spamShare({ evidence }) ?? null };
}
