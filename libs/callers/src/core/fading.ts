import { DAY_MS } from '#kernel';
import { durationClass, SHORT_CALL_MS } from '#ml/core';
import { ANSWERED } from '#realtime/core';
import { emptyCaller, type CallerState } from './caller-state.js';
import { EVIDENCE_HALF_LIFE_DAYS, NO_STANDING, type Mark, type Standing } from './ranges/reputation.js';

interface Aged {
  readonly caller: CallerState | undefined;
  readonly users: number;
  readonly own?: Standing | undefined;
  readonly asOfMs: number;
}

/** The calls of a number at the weight their age leaves them. */
export interface FadedCalls {
  /** Its counts, no longer whole. */
  readonly caller: CallerState;
  readonly users: number;
  /** How much of all its calls that is, 0–1. */
  readonly left: number;
  /**
   * What the evidence against it, and for it, is still worth besides: 1 while it is 120 days old in the mean or younger, 1/2 at 240, so that
   * age tells however much was seen. Each is of its own side: what speaks for a number does not bring back what spoke against it.
   */
  readonly held: Mark;
}

const OVER_SHORT = durationClass(SHORT_CALL_MS) + 1;

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
const share = (part: number, whole: number, without: number): number => (whole > 0 ? part / whole : without);
const fadedAt = (asOfMs: number, atMs: number): number => 2 ** (-Math.max(0, asOfMs - atMs) / (EVIDENCE_HALF_LIFE_DAYS * DAY_MS));

/** Of calls of whose side there is no evidence nothing tells when they were: as if all had been at first, so that none is brought back by a later one. Where no reputation is known: at last. */
function undated({ firstMs, lastMs }: CallerState, { own, asOfMs }: Aged): number {
  return fadedAt(asOfMs, own === undefined ? lastMs : firstMs);
}

/** How much of a number's calls is left: of those against it and of those that say nothing, and of those for it. */
function keptOf(caller: CallerState, facts: Aged): Mark {
  const { evidence, unfaded } = facts.own ?? NO_STANDING;
  const first = undated(caller, facts);
  const [bad, good] = [share(evidence.bad, unfaded.bad, first), share(evidence.good, unfaded.good, first)];
  // Both by the same, where one would be more than it was: their proportion is what age must not change.
  const most = Math.max(1, bad, good);
  return { bad: bad / most, good: good / most };
}

/** `held` of `FadedCalls`. */
function heldOf(facts: Aged): Mark {
  const { evidence, recent } = facts.own ?? NO_STANDING;
  const first = facts.caller === undefined ? 1 : undated(facts.caller, facts);
  const of = (side: keyof Mark): number => Math.min(1, 2 * share(recent[side], evidence[side], first));
  return { bad: of('bad'), good: of('good') };
}

/** Each count by what its calls say: turned away, missed and short ones and those that say nothing fade with the evidence against the number, talks and calls to it with that for it. */
function faded(caller: CallerState, kept: Mark): CallerState {
  const short = share(caller.short, caller.timed, 0);
  const answered = short * kept.bad + (1 - short) * kept.good;
  const made = caller.made.map((count, outcome) => count * (outcome === ANSWERED && caller.timed > 0 ? answered : kept.bad));
  const hours = share(total(made), total(caller.made), 0);
  const durations = caller.durations.map((count, place) => count * (place < OVER_SHORT ? kept.bad : kept.good));
  const longer = Math.max(0, caller.timed - caller.short) * kept.good;
  return {
    ...caller, made, taken: caller.taken.map((count) => count * kept.good), durations, hours: caller.hours.map((count) => count * hours),
    short: caller.short * kept.bad, timed: caller.short * kept.bad + longer, timedAnswered: caller.timedAnswered * answered, answeredMs: caller.answeredMs * answered,
    rings: (caller.rings ?? 0) * kept.bad, shortRings: (caller.shortRings ?? 0) * kept.bad,
  };
}

/**
 * What is remembered of a number's calls at `asOfMs`. The counts are plain sums over its whole life; of the evidence of the same calls it is
 * known what is left by a half-life of 120 days, of what speaks against it and for it apart. So each count is scaled by the share of its
 * side that is left, whatever is called since: years of rejections don't come back whole with one call of a new owner. Without further
 * calls everything fades by the same factor, so nothing ever says more for being older.
 */
export function fadedCalls(facts: Aged): FadedCalls {
  const { caller, users } = facts;
  const held = heldOf(facts);
  if (caller === undefined) return { caller: emptyCaller(), users, left: 1, held };
  const now = faded(caller, keptOf(caller, facts));
  const left = share(total(now.made) + total(now.taken), total(caller.made) + total(caller.taken), 1);
  return { caller: now, users: users * left, left, held };
}
