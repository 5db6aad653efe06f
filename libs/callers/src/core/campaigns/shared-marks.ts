import { SAME_BLOCK_CHANCE, WIDEST } from './crowded-blocks.js';
import type { Line } from './line.js';
import { pairKey } from './pair-sums.js';
import type { Suspect } from './suspect.js';

/** Of those with the same mark each is compared with as many that set out after it; the others hang together through these. */
const COMPARED_WITH = 16;
/** Chance that two numbers of one campaign lie in one block. */
const BLOCK_SHARED_WITHIN = 0.3;

type MarksOf = (suspect: Suspect, alone: boolean) => readonly string[];

/** Lines by each mark that a member bears, in the order they set out. */
function linesByMark(lines: readonly Line[], marksOf: MarksOf): Map<string, number[]> {
  const bearers = new Map<string, number[]>();
  lines.forEach(({ members }, at) => {
    for (const mark of new Set(members.flatMap((member) => marksOf(member, members.length === 1 && member.calls.length <= 3)))) {
      const known = bearers.get(mark);
      if (known === undefined) bearers.set(mark, [at]);
      else known.push(at);
    }
  });
  return bearers;
}

/** Evidence of the same mark, by `pairKey`, the strongest where two lines share several. `natsOf` is told how many lines bear it. */
function sharing(lines: readonly Line[], marksOf: MarksOf, natsOf: (bearers: number) => number): Map<number, number> {
  const shared = new Map<number, number>();
  for (const bearers of linesByMark(lines, marksOf).values()) {
    const nats = natsOf(bearers.length);
    for (let left = 0; left < bearers.length; left++) {
      for (let right = left + 1; right < bearers.length && right <= left + COMPARED_WITH; right++) {
        const key = pairKey(bearers[left] as number, bearers[right] as number, lines.length);
        shared.set(key, Math.max(shared.get(key) ?? 0, nats));
      }
    }
  }
  return shared;
}

/**
 * Lines with numbers in one block: a coincidence ten times rarer for a block ten times narrower. `lines` in the order they
 * set out, as for the others below; a mark that n lines bear makes at most 16 n pairs.
 */
export function sharedBlocks(lines: readonly Line[]): ReadonlyMap<number, number> {
  const all = new Map<number, number>();
  for (let level = WIDEST; level >= 0; level--) {
    const nats = Math.log(BLOCK_SHARED_WITHIN / SAME_BLOCK_CHANCE) + (WIDEST - level) * Math.LN10;
    const shared = sharing(lines, ({ blocks }, alone) => (alone && level > 1 ? [] : [blocks[level] ?? []].flat()), () => nats);
    for (const [key, value] of shared) all.set(key, value);
  }
  return all;
}

/** ln(lines / bearers): what few name says more than what everybody names, such as the hotline of a bank they pretend to be. */
const rarity = (lines: readonly Line[]) => (bearers: number): number => Math.log((lines.length + 1) / bearers);

export const sharedCallbacks = (lines: readonly Line[]): ReadonlyMap<number, number> => sharing(lines, ({ callbacks }) => callbacks, rarity(lines));

export const sharedScripts = (lines: readonly Line[]): ReadonlyMap<number, number> => sharing(lines, ({ scripts }) => scripts.map(String), rarity(lines));
