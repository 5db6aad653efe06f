import { byStart, startMs } from './line.js';
import type { OperatingClock } from './operating-clock.js';
import type { Suspect } from './suspect.js';

/** In nats: a pause that is one in 400 by chance, wherever in the crowd's life it may lie. */
const BEYOND_CHANCE = 6;
/** Days of work. Whoever rests for a weekend comes back. */
const SHORTEST_PAUSE_DAYS = 2;

/**
 * A block by the spells in which it was used: one campaign after another may rent the same ten thousand numbers, and what the two have in
 * common is not what either plays or when it works. Numbers that come at a steady pace leave no pause as long as that between two spells: of n
 * arrivals within a life, the widest of all waits is a share s of it or more with a chance of no more than n (1 − s)^(n − 1).
 * Source of the bound: the spacings of uniform order statistics, R. Pyke, Spacings, 1965. O(n log n) for each spell.
 */
export function spellsOf(block: readonly Suspect[], clock: OperatingClock): Suspect[][] {
  const sorted = [...block].sort(byStart);
  const moments = sorted.map((suspect) => clock(startMs(suspect)));
  let [at, pause] = [0, 0];
  for (let next = 1; next < moments.length; next++) {
    const wait = (moments[next] as number) - (moments[next - 1] as number);
    if (wait > pause) [at, pause] = [next, wait];
  }
  const life = (moments.at(-1) ?? 0) - (moments[0] ?? 0);
  if (pause < SHORTEST_PAUSE_DAYS) return [sorted];
  const nats = -(sorted.length - 1) * Math.log1p(-pause / life) - Math.log(sorted.length);
  return nats < BEYOND_CHANCE ? [sorted] : [sorted.slice(0, at), sorted.slice(at)].flatMap((spell) => spellsOf(spell, clock));
}
