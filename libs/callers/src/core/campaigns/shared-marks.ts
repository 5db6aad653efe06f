import { isThrowaway, SAME_BLOCK_CHANCE, WIDEST } from './crowded-blocks.js';
import type { Line } from './line.js';
import { pairKey, pairOf } from './pair-key.js';

/** Of those with the same mark each is compared with as many that set out after it; the others hang together through these. */
const COMPARED_WITH = 16;
/** Chance that two numbers of one campaign lie in one block. */
const BLOCK_SHARED_WITHIN = 0.3;

type MarksOf = (line: Line) => readonly string[];

/** Places of the lines that bear each mark. */
function bearersOf(lines: readonly Line[], marksOf: MarksOf): Map<string, number[]> {
  const bearers = new Map<string, number[]>();
  lines.forEach((line, at) => {
    for (const mark of new Set(marksOf(line))) {
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
  for (const bearers of bearersOf(lines, marksOf).values()) {
    const nats = natsOf(bearers.length);
    bearers.forEach((left, at) => {
      for (const right of bearers.slice(at + 1, at + 1 + COMPARED_WITH)) {
        const key = pairKey(left, right, lines.length);
        shared.set(key, Math.max(shared.get(key) ?? 0, nats));
      }
    });
  }
  return shared;
}

/** Numbers thrown away lie next to each other by chance, or because they imitate the callee; only where they are a crowd, and so a line, it says something. */
const isAlone = ({ members }: Line): boolean => members.length === 1 && members.every(isThrowaway);

const isCrowd = ({ members }: Line): boolean => members.length > 1;

/** A crowd has numbers all over its block: which narrower ones it lies in says nothing more. */
const isSilent = (line: Line, level: number): boolean => isAlone(line) || (level < WIDEST && isCrowd(line));

const blocksAt = (level: number): MarksOf => (line) => (isSilent(line, level) ? [] : line.members.flatMap(({ blocks }) => blocks[level] ?? []));

/** Two crowds in one block are spells of its use, told apart by more than chance: that it was used again, perhaps by others, is no tie. */
function withoutSpells(shared: Map<number, number>, lines: readonly Line[]): Map<number, number> {
  for (const key of shared.keys()) if (pairOf(key, lines.length).every((at) => isCrowd(lines[at] as Line))) shared.delete(key);
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
    for (const [key, value] of sharing(lines, blocksAt(level), () => nats)) all.set(key, value);
  }
  return withoutSpells(all, lines);
}

/** Where fewer are suspected, it is taken for as rare as among so many: their own campaigns are no measure of what is usual. */
const USUAL_SUSPECTS = 20_000;

/** ln(lines / bearers): what few name says more than what everybody names, such as the hotline of a bank they pretend to be. */
const rarity = (lines: readonly Line[]) => (bearers: number): number => Math.log(Math.max(USUAL_SUSPECTS, lines.length + 1) / bearers);

export const sharedCallbacks = (lines: readonly Line[]): ReadonlyMap<number, number> =>
  sharing(lines, ({ members }) => members.flatMap(({ callbacks }) => callbacks), rarity(lines));

export const sharedScripts = (lines: readonly Line[]): ReadonlyMap<number, number> =>
  sharing(lines, ({ members }) => members.flatMap(({ scripts }) => scripts.map(String)), rarity(lines));
