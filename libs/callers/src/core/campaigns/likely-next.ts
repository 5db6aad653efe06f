import { byStart } from './line.js';
import type { Suspect } from './suspect.js';

export interface LikelyBlock {
  /** The key of the block, as in `Suspect.blocks`. */
  readonly block: string;
  /** Its index there: the block holds 10 to the power of `level + 1` numbers. */
  readonly level: number;
  /** That the group's next new number lies in it. */
  readonly probability: number;
}

const MOST = 10;
/** What lies further back counts for little: half for every so many numbers since. */
const HALF_LIFE_NUMBERS = 50;

interface Used {
  readonly level: number;
  count: number;
  weight: number;
}

/** Blocks of one width by how many members, and how recent ones, lie in them. */
function usedAt(level: number, members: readonly Suspect[]): Map<string, Used> {
  const used = new Map<string, Used>();
  members.forEach(({ blocks }, at) => {
    const block = blocks[level];
    if (block === undefined) return;
    const own = used.get(block) ?? { level, count: 0, weight: 0 };
    own.count++;
    own.weight += 2 ** ((at + 1 - members.length) / HALF_LIFE_NUMBERS);
    used.set(block, own);
  });
  return used;
}

/** The narrowest width at which most members share a block with another, the widest where none is. */
function levelOf(members: readonly Suspect[]): number {
  const levels = Math.max(0, ...members.map(({ blocks }) => blocks.length));
  for (let level = 0; level < levels - 1; level++) {
    const shared = [...usedAt(level, members).values()].reduce((sum, { count }) => sum + (count > 1 ? count : 0), 0);
    if (shared * 2 > members.length) return level;
  }
  return levels - 1;
}

/**
 * Blocks in which a group's next new number is likely, at most ten, the likeliest first. How often a block comes that was
 * never used is the share of members that are alone in theirs (Good–Turing); the rest goes to the blocks in use, by
 * their members, late ones counting more. Blocks with one member are left out: it may have been taken at random. The
 * probabilities sum to less than one.
 * Source: I. J. Good, The population frequencies of species and the estimation of population parameters, 1953.
 */
export function likelyNext(members: readonly Suspect[]): LikelyBlock[] {
  const sorted = [...members].sort(byStart);
  const level = levelOf(sorted);
  const used = [...usedAt(level, sorted)];
  const alone = used.filter(([, { count }]) => count === 1).length;
  const known = sorted.length > 0 ? 1 - Math.max(alone, 0.5) / sorted.length : 0;
  const repeated = used.filter(([, { count }]) => count > 1);
  const weight = repeated.reduce((sum, [, own]) => sum + own.weight, 0);
  return repeated
    .map(([block, own]) => ({ block, level, probability: (known * own.weight) / weight }))
    .sort((one, other) => other.probability - one.probability || (one.block < other.block ? -1 : 1))
    .slice(0, MOST);
}
