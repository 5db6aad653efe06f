import { byStart } from './line.js';
import type { Suspect } from './suspect.js';

export interface LikelyBlock {
  /** One of its numbers, the least. */
  readonly callerId: number;
  /** Last digits that tell numbers of the block apart: 1 to 4. */
  readonly freeDigits: number;
  /** That the group's next new number lies in it. */
  readonly probability: number;
}

const MOST = 10;
/** What lies further back counts for little: half for every so many numbers since. */
const HALF_LIFE_NUMBERS = 50;
/** Numbers of a country that may call, roughly. */
const ALL_NUMBERS = 1e9;

interface Used {
  callerId: number;
  count: number;
  weight: number;
}

/** Blocks of one width by how many members, and how recent ones, lie in them. */
function usedAt(level: number, members: readonly Suspect[]): Map<string, Used> {
  const used = new Map<string, Used>();
  members.forEach(({ callerId, blocks }, at) => {
    const block = blocks[level];
    if (block === undefined) return;
    const own = used.get(block) ?? { callerId, count: 0, weight: 0 };
    own.callerId = Math.min(own.callerId, callerId);
    own.count++;
    own.weight += 2 ** ((at + 1 - members.length) / HALF_LIFE_NUMBERS);
    used.set(block, own);
  });
  return used;
}

/** Share of members that are alone in their block, half a one at least: Good–Turing's estimate of how often the next one opens a new block. */
const shareOfNew = (used: ReadonlyMap<string, Used>, members: number): number =>
  Math.max(0.5, [...used.values()].filter(({ count }) => count === 1).length) / members;

/** ln of how likely the members are, each foretold by the others and its number drawn from its block or, if alone there, from all numbers. */
function foretold(level: number, members: readonly Suspect[]): number {
  const used = usedAt(level, members);
  const opens = shareOfNew(used, members.length);
  let sum = 0;
  for (const { count } of used.values()) {
    sum += count > 1 ? count * Math.log(((1 - opens) * (count - 1)) / (members.length - 1) / 10 ** (level + 1)) : Math.log(opens / ALL_NUMBERS);
  }
  return sum;
}

/** The width of block by which the members would have been foretold best, of equals the widest. */
function levelOf(members: readonly Suspect[]): number {
  const levels = Math.max(0, ...members.map(({ blocks }) => blocks.length));
  let best = { level: levels - 1, fit: -Infinity };
  for (let level = levels - 1; level >= 0; level--) {
    const fit = foretold(level, members);
    if (fit > best.fit) best = { level, fit };
  }
  return best.level;
}

/**
 * Blocks in which a group's next new number is likely, at most ten, the likeliest first. A share is
 * kept for blocks never used, no less than one in as many as are in use and one more: of who was seen in one block only, nobody
 * knows how many others there are. The rest goes to blocks in use, by their members, late ones counting more; those with one
 * member are left out: it may have been taken at random. The probabilities sum to less than one.
 * Source: I. J. Good, The population frequencies of species and the estimation of population parameters, 1953.
 */
export function likelyNext(members: readonly Suspect[]): LikelyBlock[] {
  const sorted = [...members].sort(byStart);
  const level = levelOf(sorted);
  const used = usedAt(level, sorted);
  const known = 1 - Math.max(shareOfNew(used, sorted.length), 1 / (used.size + 1));
  const repeated = [...used.values()].filter(({ count }) => count > 1);
  const all = repeated.reduce((sum, { weight }) => sum + weight, 0);
  return repeated
    .map(({ callerId, weight }) => ({ callerId, freeDigits: level + 1, probability: (known * weight) / all }))
    .sort((one, other) => other.probability - one.probability || one.callerId - other.callerId)
    .slice(0, MOST);
}
