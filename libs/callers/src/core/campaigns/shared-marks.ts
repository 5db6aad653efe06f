import { isThrowaway, SAME_BLOCK_CHANCE, WIDEST } from './crowded-blocks.js';
import type { Line } from './line.js';
import { pairKey, pairOf } from './pair-key.js';
import { callbacksOf, scriptsOf } from './said.js';

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

/** Pairs that bear the same mark, by `pairKey`. */
function sharing(lines: readonly Line[], marksOf: MarksOf): Set<number> {
  const shared = new Set<number>();
  for (const bearers of bearersOf(lines, marksOf).values()) {
    bearers.forEach((left, at) => {
      for (const right of bearers.slice(at + 1, at + 1 + COMPARED_WITH)) {
        shared.add(pairKey(left, right, lines.length));
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
    for (const key of sharing(lines, blocksAt(level))) all.set(key, nats);
  }
  return withoutSpells(all, lines);
}

/** Pairs of lines that say the same, by `pairKey`, and among them those next to each other: by these alone all that say it hang together. */
export function sayingTheSame(lines: readonly Line[]): { readonly pairs: ReadonlySet<number>; readonly chain: ReadonlySet<number> } {
  const [pairs, chain] = [new Set<number>(), new Set<number>()];
  for (const namesOf of [scriptsOf, callbacksOf]) {
    for (const bearers of bearersOf(lines, ({ members }) => members.flatMap(namesOf)).values()) {
      bearers.forEach((left, at) => bearers.slice(at + 1, at + 1 + COMPARED_WITH).forEach((right, place) => {
        const key = pairKey(left, right, lines.length);
        pairs.add(key);
        if (place === 0) chain.add(key);
      }));
    }
  }
  return { pairs, chain };
}
