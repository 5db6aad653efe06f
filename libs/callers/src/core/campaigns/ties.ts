import { circumstances } from './circumstances.js';
import type { Likeness } from './likeness.js';
import type { LineUp } from './line-up.js';
import { pairKey, pairOf } from './pair-key.js';
import { alternation, shiftsOf, type Shifts } from './rotation.js';
import { sayingTheSame, sharedBlocks } from './shared-marks.js';
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

/** The strongest ties of each line, kept where they are so for both ends: no line has more than 24, and those that `always` stay. */
function strongest(ties: readonly Tie[], always: (tie: Tie) => boolean): Tie[] {
  const counts = new Map<number, number>();
  return [...ties].sort((one, other) => other.nats - one.nats || one.left - other.left || one.right - other.right).filter((tie) => {
    if (always(tie)) return true;
    const { left, right } = tie;
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
    const said = likenesses.identity(one, other);
    const identity = said.script + said.callback;
    const certain = prior + (marked === undefined ? 0 : sumOf(marked)) + identity;
    const hopes = certain + circumstances(agreement.timing + agreement.sameLength, identity);
    if (hopes + MOST_TURNS_SAY <= 0) return undefined;
    const turns = alternation(shifts[left] as Shifts, shifts[right] as Shifts);
    if (hopes + turns <= 0) return undefined;
    const against = likenesses.contradiction(one, other);
    const [timing, sameLength] = [agreement.timing + against.timing, agreement.sameLength + against.sameLength];
    const nats = certain + turns + circumstances(timing + sameLength, identity);
    if (nats <= 0) return undefined;
    return { left, right, nats, evidence: { ...marked, ...said, timing, same_length: sameLength, alternating_hours: turns } };
  };
}

/**
 * Lines that belong together more likely than not, by all that is known of the two: evidence for and against is added up,
 * as in matching records. At most 128 comparisons a line and those of users, blocks, call-back numbers and scripts, each bounded
 * for itself; at most 24 ties a line, and those along each script and call-back number.
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
  const { pairs, chain } = sayingTheSame(lineUp.lines);
  for (const key of new Set([...marks.keys(), ...pairs, ...settingOutTogether(lineUp)])) add(key);
  return strongest(ties, ({ left, right }) => chain.has(pairKey(left, right, lineUp.lines.length)));
}
