import { linesOf } from './crowded-blocks.js';
import { likenessesOf, type Likenesses } from './likeness.js';
import type { Line } from './line.js';
import { operatingClock } from './operating-clock.js';
import type { Bystander, Suspect } from './suspect.js';

export interface LineUp {
  /** In the order they set out. */
  readonly lines: readonly Line[];
  readonly likenesses: Likenesses;
  /** Log-odds that two of these lines belong together before anything is known of them: the more there are, the less likely. */
  readonly prior: number;
}

/** Calls of one number that are looked at: of a busier one the latest. */
const MOST_CALLS = 2_000;

const withLatestCalls = (suspect: Suspect): Suspect => (suspect.calls.length > MOST_CALLS ? { ...suspect, calls: suspect.calls.slice(-MOST_CALLS) } : suspect);

/** Lines that a campaign has, and how few a campaign's chance is ever taken for: one in e^3.3, that is one in 27. */
const USUAL_LINES = 30;
const LEAST_DOUBT = 3.3;

/** Suspects as the lines they are compared by: any order of the same suspects gives the same. */
export function lineUp(suspects: readonly Suspect[], bystanders: readonly Bystander[]): LineUp {
  const sorted = suspects.map(withLatestCalls).sort((one, other) => one.callerId - other.callerId);
  const clock = operatingClock(sorted);
  const lines = linesOf(sorted, clock);
  const likenesses = likenessesOf(lines, clock, bystanders);
  const alive = likenesses.of.reduce((count, { life }) => count + (life === undefined ? 0 : 1), 0);
  return { lines, likenesses, prior: -Math.max(LEAST_DOUBT, Math.log(alive / USUAL_LINES)) };
}
