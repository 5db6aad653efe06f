import { byStart, lineOf, startMs, type Line } from './line.js';
import type { OperatingClock } from './operating-clock.js';
import { spellsOf } from './spells.js';
import { withoutStrays } from './strays.js';
import { surprise } from './surprise.js';
import type { Suspect } from './suspect.js';

/** The widest blocks of `Suspect.blocks`: 10,000 numbers. */
export const WIDEST = 3;
/** Chance that two numbers that have nothing to do with each other lie in one block of 10,000: a country has more blocks than this, but not all are in use. */
export const SAME_BLOCK_CHANCE = 1e-4;
/** Who called more often is told by its own calls. */
const MOST_CALLS_OF_A_THROWAWAY = 3;
/** In nats: one in 400. */
const BEYOND_CHANCE = 6;
const FEWEST_MEMBERS = 3;

export const isThrowaway = ({ calls }: Suspect): boolean => calls.length > 0 && calls.length <= MOST_CALLS_OF_A_THROWAWAY;

/** How often each user was called, of all calls. */
function popularity(suspects: readonly Suspect[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  let calls = 0;
  for (const suspect of suspects) {
    for (const { userId } of suspect.calls) counts.set(userId, (counts.get(userId) ?? 0) + 1);
    calls += suspect.calls.length;
  }
  for (const [user, count] of counts) counts.set(user, count / calls);
  return counts;
}

const calleesOf = ({ calls }: Suspect): number[] => [...new Set(calls.map(({ userId }) => userId))];

/**
 * Without those that imitate the block of whom they call: where several numbers of a block ring the same user, who is one
 * of millions, the user's own number probably lies there, and any caller may have shown these.
 */
function withoutNeighbours(block: readonly Suspect[], popular: ReadonlyMap<number, number>): Suspect[] {
  const numbersByUser = new Map<number, number>();
  for (const suspect of block) for (const user of calleesOf(suspect)) numbersByUser.set(user, (numbersByUser.get(user) ?? 0) + 1);
  const isImitated = (user: number): boolean => {
    const numbers = numbersByUser.get(user) ?? 0;
    return numbers > 1 && surprise(numbers, block.length * (popular.get(user) ?? 1)) > BEYOND_CHANCE;
  };
  return block.filter((suspect) => !calleesOf(suspect).some(isImitated));
}

function throwawaysByBlock(suspects: readonly Suspect[]): Map<string, Suspect[]> {
  const blocks = new Map<string, Suspect[]>();
  for (const suspect of suspects) {
    const key = suspect.blocks[WIDEST];
    if (key === undefined || !isThrowaway(suspect)) continue;
    const block = blocks.get(key);
    if (block === undefined) blocks.set(key, [suspect]);
    else block.push(suspect);
  }
  return blocks;
}

/** Days of work from the first suspect's first call to the last one's. */
function horizon(suspects: readonly Suspect[], clock: OperatingClock): number {
  let [from, to] = [Infinity, -Infinity];
  for (const suspect of suspects) {
    if (suspect.calls.length === 0) continue;
    from = Math.min(from, startMs(suspect));
    to = Math.max(to, startMs(suspect));
  }
  return to > from ? clock(to) - clock(from) : 0;
}

/**
 * Suspects as lines, in the order they set out. Numbers thrown away after a call or two say next to nothing each; where more of them lie in one block
 * of 10,000 than chance allows, those of one spell are one line, whose calls show when it works and what it plays. All others are lines
 * of their own; a suspect without calls too.
 * Source of the pattern ("snowshoe"): Prasad et al., "Who's Calling?", USENIX Security 2020.
 */
export function linesOf(suspects: readonly Suspect[], clock: OperatingClock): Line[] {
  const popular = popularity(suspects);
  const blocks = throwawaysByBlock(suspects);
  const days = horizon(suspects, clock);
  const throwaways = [...blocks.values()].reduce((sum, block) => sum + block.length, 0);
  const crowds = [...blocks.values()]
    .filter((block) => block.length >= FEWEST_MEMBERS)
    .flatMap((block) => spellsOf(withoutNeighbours(block, popular), clock))
    .map((spell) => withoutStrays(spell, clock, days))
    .filter((block) => block.length >= FEWEST_MEMBERS && surprise(block.length, throwaways * SAME_BLOCK_CHANCE) >= BEYOND_CHANCE);
  const crowded = new Set(crowds.flat());
  const others = suspects.filter((suspect) => !crowded.has(suspect)).map((suspect) => [suspect]);
  return [...crowds, ...others].map(lineOf).sort((one, other) => byStart(one.members[0] as Suspect, other.members[0] as Suspect));
}
