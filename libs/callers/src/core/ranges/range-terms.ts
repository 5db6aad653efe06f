import type { NamedTerm } from '../crowd-terms.js';
import { shareTerm, type ShareRule } from '../log-odds.js';
import { percent } from '../phrases.js';
import type { Block } from './surroundings.js';

/** How much of a number in a block counts, by the block's size: the wider, the less it says of another one. */
const WEIGHTS: Readonly<Record<Block['size'], number>> = { 10: 1, 100: 0.9, 1_000: 0.8, 10_000: 0.7 };
/** Bad numbers of all that called. One number is one piece of evidence, however often it called and however many complained. */
const SHARE: ShareRule = { neutral: 0.45, shrinkage: 3, weight: 3, floor: -4, cap: 6 };
/** What wider blocks say counts beside the numbers of a block as those would that it rests on, but as no more than this. */
const MOST_FROM_WIDER = 6;
/** Numbers below this are no reason: chance. */
const LEAST_NUMBERS = 0.05;

const heard = ({ members }: Block): number => members.bad + members.good;
const total = (blocks: readonly Block[], count: (block: Block) => number): number => blocks.reduce((sum, block) => sum + count(block), 0);

function said(block: Block): string {
  const share = percent(block.members.bad, heard(block));
  return `of late ${share} of the numbers heard from in its block of ${block.size} were mostly not taken or hung up on (about ${block.numbers} numbers, ${block.users} users)`;
}

/** What blocks say one after the other, from the widest inwards. */
interface Told {
  /** The share of bad numbers to expect of a new one. */
  readonly expected: number;
  /** Numbers it rests on, imagined ones included. */
  readonly rests: number;
  /** By how much each block moved it. */
  readonly moves: readonly { readonly block: Block; readonly by: number }[];
}

/** What wider blocks come to is what the next narrower one begins with: so a dozen numbers next door outweigh a city. */
function toldBy(blocks: readonly Block[]): Told {
  const inwards = [...blocks].sort((left, right) => right.size - left.size);
  return inwards.reduce<Told>(({ expected, rests, moves }, block) => {
    const weight = WEIGHTS[block.size];
    const imagined = Math.min(rests, MOST_FROM_WIDER);
    const next = (weight * block.members.bad + imagined * expected) / (weight * heard(block) + imagined);
    return { expected: next, rests: rests + weight * heard(block), moves: [...moves, { block, by: next - expected }] };
  }, { expected: SHARE.neutral, rests: SHARE.shrinkage, moves: [] });
}

/**
 * What the blocks around a number say of it: the share of bad numbers among those that called in the last weeks, each counted in the narrowest block that holds it. The
 * widest block begins with three imagined numbers, of which 45 in a hundred are bad; what it comes to are up to six imagined ones of the next narrower. The doubt is the 95 % Wilson
 * interval of such a share of all these numbers. How often a number called does not matter.
 *
 * @param share how much of it counts, 0–1: the number's own calls, where there are many, say more
 */
export function rangeTerm(blocks: readonly Block[], share: number): NamedTerm | undefined {
  if (total(blocks, heard) < LEAST_NUMBERS || share <= 0) return undefined;
  const { expected, rests, moves } = toldBy(blocks);
  const { value, lower, upper } = shareTerm(expected * rests - SHARE.neutral * SHARE.shrinkage, rests - SHARE.shrinkage, SHARE);
  const sign = value > 0 ? 1 : -1;
  const carrier = moves.reduce((most, move) => (sign * move.by > sign * most.by ? move : most));
  return { code: value > 0 ? 'bad_block' : 'good_block', term: { value: share * value, lower: share * lower, upper: share * upper }, text: said(carrier.block) };
}

/** Different numbers around it that called, in the weight of today. */
export function heardAround(blocks: readonly Block[]): number {
  return total(blocks, heard);
}
