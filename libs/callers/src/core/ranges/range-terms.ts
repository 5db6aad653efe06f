import type { NamedTerm } from '../crowd-terms.js';
import { percent } from '../phrases.js';
import type { Block } from './surroundings.js';

/** How much of a call in a block counts, by the block's size: the wider, the less it says of one of its numbers. */
const WEIGHTS: Readonly<Record<Block['size'], number>> = { 10: 1, 100: 0.9, 1_000: 0.8, 10_000: 0.7 };
/** Log-odds for each unit of log((1 + bad) / (1 + good)). */
const LOG_ODDS = 2.3;
/** Another number that calls counts as half a bad call, good ones being taken off: most people keep one number, some campaigns none. */
const NUMBER_SHARE = 0.5;
/** So many bad calls count for each user who got some: one who turns everybody away says little of the block. */
const CALLS_A_USER = 2;
/** Standard errors of a 95 % interval. */
const DEVIATIONS = 1.96;
/** Calls below this are no reason: chance. */
const LEAST_CALLS = 0.05;

const calls = ({ heat }: Block): number => heat.bad + heat.good;
const badIn = ({ size, heat, users, newcomers }: Block): number => WEIGHTS[size] * (Math.min(heat.bad, CALLS_A_USER * users) + NUMBER_SHARE * newcomers);
const goodIn = ({ size, heat }: Block): number => WEIGHTS[size] * heat.good;
const total = (blocks: readonly Block[], count: (block: Block) => number): number => blocks.reduce((sum, block) => sum + count(block), 0);

function said(block: Block): string {
  const share = percent(block.heat.bad, calls(block));
  return `of late ${share} of the calls from its block of ${block.size} numbers were not taken or hung up on (about ${block.numbers} numbers, ${block.users} users)`;
}

/**
 * What the blocks around a number say of it: weight · log((1 + bad) / (1 + good)) over the calls of the last weeks, each counted in the
 * narrowest block that holds it. The doubt is that of counts: of a count n, its standard error is that of log(1 + n), √n / (1 + n).
 *
 * @param share how much of it counts, 0–1: the number's own calls, where there are many, say more
 */
export function rangeTerm(blocks: readonly Block[], share: number): NamedTerm | undefined {
  const heard = blocks.filter((block) => calls(block) >= LEAST_CALLS);
  if (heard.length === 0 || share <= 0) return undefined;
  const [bad, good] = [total(heard, badIn), total(heard, goodIn)];
  const value = LOG_ODDS * share * Math.log((1 + bad) / (1 + good));
  const doubt = DEVIATIONS * LOG_ODDS * share * Math.hypot(Math.sqrt(bad) / (1 + bad), Math.sqrt(good) / (1 + good));
  const most = heard.reduce((fullest, block) => (WEIGHTS[block.size] * calls(block) > WEIGHTS[fullest.size] * calls(fullest) ? block : fullest));
  return { code: value > 0 ? 'bad_block' : 'good_block', term: { value, lower: value - doubt, upper: value + doubt }, text: said(most) };
}

/** Calls and reports around a number, in the weight of today. */
export function heardAround(blocks: readonly Block[]): number {
  return total(blocks, calls);
}
