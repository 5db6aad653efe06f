import type { Line } from './line.js';
import { pairKey, pairOf } from './pair-key.js';
import { evidenceIn, surprise } from './surprise.js';

/** Pairs of lines that are counted at most; what users called by ever more lines would add is left out. */
const MOST_PAIRS = 4_000_000;
/** One user in common is a coincidence, two may be. */
const FEWEST_SHARED = 3;

/** Places of the lines that called each user, users called by the fewest lines first. */
function linesByUser(lines: readonly Line[]): number[][] {
  const callers = new Map<number, number[]>();
  lines.forEach(({ users }, at) => {
    for (const user of users) {
      const known = callers.get(user);
      if (known === undefined) callers.set(user, [at]);
      else known.push(at);
    }
  });
  return [...callers.values()].sort((one, other) => one.length - other.length);
}

/** Users called by few lines say most; those that more call are counted too, all or none of the same number, while there is room. */
function affordable(byUser: readonly number[][]): readonly number[][] {
  let pairs = 0;
  for (let first = 0, end = 0; first < byUser.length; first = end) {
    const size = (byUser[first] as number[]).length;
    while (end < byUser.length && (byUser[end] as number[]).length === size) end++;
    pairs += (end - first) * ((size * (size - 1)) / 2);
    if (pairs > MOST_PAIRS) return byUser.slice(0, first);
  }
  return byUser;
}

function countShared(byUser: readonly number[][], size: number): Map<number, number> {
  const shared = new Map<number, number>();
  for (const lines of byUser) {
    for (let right = 1; right < lines.length; right++) {
      for (let left = 0; left < right; left++) {
        const key = pairKey(lines[left] as number, lines[right] as number, size);
        shared.set(key, (shared.get(key) ?? 0) + 1);
      }
    }
  }
  return shared;
}

/**
 * Pairs of lines that call more of the same users than chance allows, by `pairKey`, and how much that speaks for them in nats.
 * Chance knows that some users are called by everybody: a line with k users calls user u with a probability of k times
 * u's share of all calls between lines and users. At most 4,000,000 pairs are counted, so neither a user called by all lines
 * nor a line that calls a million users costs more than its own list.
 */
export function sharedUsers(lines: readonly Line[]): ReadonlyMap<number, number> {
  const byUser = affordable(linesByUser(lines));
  const reach = new Float64Array(lines.length);
  for (const callers of byUser) for (const at of callers) reach[at] = (reach[at] as number) + 1;
  const all = reach.reduce((total, users) => total + users, 0);
  const samePick = byUser.reduce((total, callers) => total + (callers.length / all) ** 2, 0);
  const beyond = new Map<number, number>();
  for (const [key, shared] of countShared(byUser, lines.length)) {
    if (shared < FEWEST_SHARED) continue;
    const [left, right] = pairOf(key, lines.length);
    const nats = evidenceIn(surprise(shared, (reach[left] as number) * (reach[right] as number) * samePick));
    if (nats > 0) beyond.set(key, nats);
  }
  return beyond;
}
