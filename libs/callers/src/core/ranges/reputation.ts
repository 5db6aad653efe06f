import { DAY_MS } from '#kernel';
import { SHORT_CALL_MS } from '#ml/core';
import { INCOMING, OUTCOMES, type CallFacts, type FeedbackLabel } from '#realtime/core';
import { cellOf, NO_CELLS, unite, type Cells } from './distinct.js';

const HEAT_HALF_LIFE_DAYS = 14;
export const EVIDENCE_HALF_LIFE_DAYS = 120;
/** What one row of reputation spans. */
const FORTNIGHT_DAYS = 14;
const FORTNIGHT_MS = FORTNIGHT_DAYS * DAY_MS;
/** Weights are whole numbers of this fraction. */
const FIXED_POINT = 512;

/**
 * What the calls and reports of one fortnight say of a number, or of a block of numbers. Weights are forward-decayed (Cormode et
 * al., ICDE 2009): they grow with time instead of fading, from the fortnight's start, so a sum never has to be touched again, and
 * they are whole, so that sums commute and are exact. Units: half calls × `FIXED_POINT`.
 */
export interface Reputation {
  /** Fortnights since 1970. */
  readonly fortnight: number;
  heatBad: number;
  heatGood: number;
  evidenceBad: number;
  evidenceGood: number;
  /** Of a number: the heat of its calls alone, bad less good. Its sign makes the number a bad or a good one of its blocks; what is said of it does not. 0 of a block. */
  callHeat: number;
  /** Who was called, or said something. */
  users: Cells;
  /** From which numbers. */
  numbers: Cells;
  /** Of a block: how many different numbers of it had more bad than good calls, and how many more good than bad. A number's own row need not say. */
  members?: Mark;
}

/** What speaks against a number or block, and for it: half calls, calls or numbers. */
export interface Mark {
  readonly bad: number;
  readonly good: number;
}

const MISSED = OUTCOMES.indexOf('missed');
const REJECTED = OUTCOMES.indexOf('rejected');
const AI_HANDLED = OUTCOMES.indexOf('ai_handled');
const LONG_MS = 30_000;
const REPORT_HALVES = 6;
const NONE: Mark = { bad: 0, good: 0 };

export function fortnightOf(atMs: number): number {
  return Math.floor(atMs / FORTNIGHT_MS);
}

/**
 * What one call says: turned away or over within ten seconds 1 for bad, nobody there ½; 30 s of talk 1 for good, over ten seconds
 * ½, dialled by the user 2. Picked up without a duration, or by the assistant, who talks with anybody, it says nothing.
 */
export function markOfCall({ direction, outcome, durationMs }: Pick<CallFacts, 'direction' | 'outcome' | 'durationMs'>): Mark {
  if (direction !== INCOMING) return { bad: 0, good: 4 };
  if (outcome === REJECTED) return { bad: 2, good: 0 };
  if (outcome === MISSED) return { bad: 1, good: 0 };
  if (outcome === AI_HANDLED || durationMs === undefined) return NONE;
  if (durationMs <= SHORT_CALL_MS) return { bad: 2, good: 0 };
  return { bad: 0, good: durationMs >= LONG_MS ? 2 : 1 };
}

/** A report weighs as much as three calls. */
export function markOfReport(label: FeedbackLabel): Mark {
  if (label === 'unsure') return NONE;
  return label === 'spam' ? { bad: REPORT_HALVES, good: 0 } : { bad: 0, good: REPORT_HALVES };
}

export function emptyReputation(fortnight: number): Reputation {
  return { fortnight, heatBad: 0, heatGood: 0, evidenceBad: 0, evidenceGood: 0, callHeat: 0, users: NO_CELLS, numbers: NO_CELLS };
}

function weight(atMs: number, halfLifeDays: number): number {
  return Math.round(FIXED_POINT * 2 ** ((atMs - fortnightOf(atMs) * FORTNIGHT_MS) / (halfLifeDays * DAY_MS)));
}

/** Adds a mark of that fortnight; `count` −1 takes back what was added before. */
export function addMark(to: Reputation, { bad, good }: Mark, atMs: number, count = 1): void {
  const heat = count * weight(atMs, HEAT_HALF_LIFE_DAYS);
  const evidence = count * weight(atMs, EVIDENCE_HALF_LIFE_DAYS);
  to.heatBad += bad * heat;
  to.heatGood += good * heat;
  to.evidenceBad += bad * evidence;
  to.evidenceGood += good * evidence;
}

/** Adds a call, its mark and on which side it stands. */
export function addCallMark(to: Reputation, call: Parameters<typeof markOfCall>[0], atMs: number): void {
  const mark = markOfCall(call);
  addMark(to, mark, atMs);
  to.callHeat += (mark.bad - mark.good) * weight(atMs, HEAT_HALF_LIFE_DAYS);
}

/** Notes who was called from which number. */
export function addPeople(to: Reputation, userId: number, callerId: number): void {
  to.users = unite(to.users, cellOf(userId));
  to.numbers = unite(to.numbers, cellOf(callerId));
}

/** How many numbers of a row are bad and good. A number's own row is one or, as long as its calls speak for neither, none. */
export function membersOf({ members, callHeat }: Reputation): Mark {
  return members ?? { bad: callHeat > 0 ? 1 : 0, good: callHeat < 0 ? 1 : 0 };
}

/** Weights that faded to a moment, in calls. */
export interface Standing {
  /** By a half-life of 14 days. */
  readonly heat: Mark;
  /** By a half-life of 120 days. */
  readonly evidence: Mark;
  /** What the evidence was before it faded. As if all of a fortnight had come at its end, so up to a twelfth less than it was. */
  readonly unfaded: Mark;
  /** The evidence faded once more: its share of the evidence tells how recent that is, 1 of today, 1/2 of 120 days ago. */
  readonly recent: Mark;
  /**
   * Different numbers with more bad than good calls, and with more good than bad: of each kind those of the fortnight of which most are
   * left by a half-life of 14 days from its end. So no number counts twice for calling on, and one word in a new fortnight does not wipe
   * out what was known of many numbers before it.
   */
  readonly members: Mark;
  readonly users: Cells;
  readonly numbers: Cells;
}

export const NO_STANDING: Standing = { heat: NONE, evidence: NONE, unfaded: NONE, recent: NONE, members: NONE, users: NO_CELLS, numbers: NO_CELLS };

const times = ({ bad, good }: Mark, share: number): Mark => ({ bad: share * bad, good: share * good });
const plus = (to: Mark, more: Mark): Mark => ({ bad: to.bad + more.bad, good: to.good + more.good });

/** Share of stored evidence that came, and that is left of it after so many days from the fortnight's end. */
const CAME = 2 ** (-FORTNIGHT_DAYS / EVIDENCE_HALF_LIFE_DAYS) / (2 * FIXED_POINT);
const recencyOf = (daysSinceStart: number): number => 2 ** ((FORTNIGHT_DAYS - daysSinceStart) / EVIDENCE_HALF_LIFE_DAYS);

/** What is left of all fortnights at `asOfMs`. */
export function standingOf(rows: readonly Reputation[], asOfMs: number): Standing {
  if (rows.length === 0) return NO_STANDING;
  let [heat, evidence, unfaded, recent, members] = [NONE, NONE, NONE, NONE, NONE];
  let [users, numbers] = [NO_CELLS, NO_CELLS];
  for (const row of [...rows].sort((left, right) => left.fortnight - right.fortnight)) {
    const ageDays = (asOfMs - row.fortnight * FORTNIGHT_MS) / DAY_MS;
    const left = (halfLifeDays: number): number => 2 ** (-ageDays / halfLifeDays) / (2 * FIXED_POINT);
    const stored = { bad: row.evidenceBad, good: row.evidenceGood };
    heat = plus(heat, times({ bad: row.heatBad, good: row.heatGood }, left(HEAT_HALF_LIFE_DAYS)));
    evidence = plus(evidence, times(stored, left(EVIDENCE_HALF_LIFE_DAYS)));
    unfaded = plus(unfaded, times(stored, CAME));
    recent = plus(recent, times(stored, left(EVIDENCE_HALF_LIFE_DAYS) * recencyOf(ageDays)));
    const theirs = times(membersOf(row), 2 ** (-Math.max(0, ageDays - FORTNIGHT_DAYS) / HEAT_HALF_LIFE_DAYS));
    members = { bad: Math.max(members.bad, theirs.bad), good: Math.max(members.good, theirs.good) };
    users = unite(users, row.users);
    numbers = unite(numbers, row.numbers);
  }
  return { heat, evidence, unfaded, recent, members, users, numbers };
}

/** As it would be once a mark more had come at `asOfMs`, the moment it is of; who was met and which numbers are bad stays. */
export function withMark(standing: Standing, mark: Mark, asOfMs: number): Standing {
  const ageDays = (asOfMs - fortnightOf(asOfMs) * FORTNIGHT_MS) / DAY_MS;
  const share = (halfLifeDays: number): number => (weight(asOfMs, halfLifeDays) * 2 ** (-ageDays / halfLifeDays)) / (2 * FIXED_POINT);
  const evidence = times(mark, share(EVIDENCE_HALF_LIFE_DAYS));
  return {
    ...standing, heat: plus(standing.heat, times(mark, share(HEAT_HALF_LIFE_DAYS))), evidence: plus(standing.evidence, evidence),
    unfaded: plus(standing.unfaded, times(mark, weight(asOfMs, EVIDENCE_HALF_LIFE_DAYS) * CAME)), recent: plus(standing.recent, times(evidence, recencyOf(ageDays))),
  };
}
