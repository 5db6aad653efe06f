import type { Likeness } from './likeness.js';
import type { LineUp } from './line-up.js';
import { pairKey, pairOf } from './pair-key.js';
import { alternation, shiftsOf, type Shifts } from './rotation.js';
import { sharedBlocks, sharedCallbacks, sharedScripts } from './shared-marks.js';
import { sharedUsers } from './shared-users.js';
import { RELATIONS, type Relation } from './suspect.js';

/** What speaks for a pair by each relation, in nats. */
export type Evidence = Partial<Record<Relation, number>>;

/** Two lines that belong together more likely than not. Places in the line-up, `left` below `right`. */
export interface Tie {
  readonly left: number;
  readonly right: number;
  /** All evidence and the prior: log-odds, above 0. */
  readonly nats: number;
  readonly evidence: Evidence;
}

/** Lines are compared with up to 128 that set out next, within two days of work, and with whom they share something. */
const COMPARED_WITH = 128;
const SET_OUT_TOGETHER_DAYS = 2;
/** Taking turns hardly ever says more than this: a pair that lacks more is not looked at. */
const MOST_TURNS_SAY = 12;
/** Ties of a line that are kept: the strongest, and only where they are among the strongest of both. */
const MOST_TIES = 24;

/** Relations that stand by themselves, whatever lines are like. */
function marksOf({ lines }: LineUp): Map<number, Evidence> {
  const found = new Map<number, Evidence>();
  const add = (relation: Relation, shared: ReadonlyMap<number, number>): void => {
    for (const [key, nats] of shared) found.set(key, { ...found.get(key), [relation]: nats });
  };
  add('shared_users', sharedUsers(lines));
  add('range', sharedBlocks(lines));
  add('callback', sharedCallbacks(lines));
  add('script', sharedScripts(lines));
  return found;
}

export function sumOf(evidence: Evidence): number {
  let sum = 0;
  for (const relation of RELATIONS) sum += evidence[relation] ?? 0;
  return sum;
}

/** Pairs that set out together, by `pairKey`; lines come in that order, so it takes a walk along them. */
function* settingOutTogether({ likenesses, lines }: LineUp): Generator<number> {
  const alive = likenesses.of.flatMap(({ life }, at) => (life === undefined ? [] : [{ at, start: life.start.earliest }])).sort((one, other) => one.start - other.start);
  for (const [first, { at, start }] of alive.entries()) {
    const last = Math.min(alive.length, first + 1 + COMPARED_WITH);
    for (let next = first + 1; next < last; next++) {
      const other = alive[next] as { at: number; start: number };
      if (other.start - start > SET_OUT_TOGETHER_DAYS) break;
      yield pairKey(at, other.at, lines.length);
    }
  }
}

/** The strongest ties of each line, kept where they are so for both ends: no line has more than 24. */
function strongest(ties: readonly Tie[]): Tie[] {
  const counts = new Map<number, number>();
  return [...ties].sort((one, other) => other.nats - one.nats || one.left - other.left || one.right - other.right).filter(({ left, right }) => {
    const [own, others] = [(counts.get(left) ?? 0) + 1, (counts.get(right) ?? 0) + 1];
    counts.set(left, own).set(right, others);
    return own <= MOST_TIES && others <= MOST_TIES;
  });
}

/** Compares two lines by all that is known of them. Undefined where they rather don't belong together. */
function tieComparison({ lines, likenesses, prior }: LineUp, marks: ReadonlyMap<number, Evidence>): (key: number) => Tie | undefined {
  const shifts = lines.map(shiftsOf);
  return (key) => {
    const [left, right] = pairOf(key, lines.length);
    const [one, other] = [likenesses.of[left] as Likeness, likenesses.of[right] as Likeness];
    const marked = marks.get(key);
    const agreement = likenesses.agreement(one, other);
    const hopes = prior + (marked === undefined ? 0 : sumOf(marked)) + agreement.timing + agreement.sameLength;
    if (hopes + MOST_TURNS_SAY <= 0) return undefined;
    const turns = alternation(shifts[left] as Shifts, shifts[right] as Shifts);
    if (hopes + turns <= 0) return undefined;
    const against = likenesses.contradiction(one, other);
    const nats = hopes + turns + against.timing + against.sameLength;
    if (nats <= 0) return undefined;
    const alike = { timing: agreement.timing + against.timing, same_length: agreement.sameLength + against.sameLength, alternating_hours: turns };
    return { left, right, nats, evidence: { ...marked, ...alike } };
  };
}

/**
 * Lines that belong together more likely than not, by all that is known of the two: evidence for and against is added up,
 * as in matching records. At most 128 comparisons a line and those of users, blocks, call-back numbers and scripts, each bounded
 * for itself; at most 24 ties a line.
 * Source: I. P. Fellegi, A. B. Sunter, A theory for record linkage, 1969.
 */
export function tiesOf(lineUp: LineUp): Tie[] {
  const marks = marksOf(lineUp);
  const compare = tieComparison(lineUp, marks);
  const ties: Tie[] = [];
  const add = (key: number): void => {
    const tie = compare(key);
    if (tie !== undefined) ties.push(tie);
  };
  for (const key of marks.keys()) add(key);
  for (const key of settingOutTogether(lineUp)) if (!marks.has(key)) add(key);
  return strongest(ties);
}
