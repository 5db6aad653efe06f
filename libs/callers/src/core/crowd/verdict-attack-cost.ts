import { INCOMING, OUTCOMES, type CallFacts } from '#realtime/core';
import { addCall, emptyCaller } from '../caller-state.js';
import { withNewCalls } from '../counterfactual/new-calls.js';
import { evidenceOf, type Evidence, type Facts, type Seen } from '../evidence.js';
import type { Opinion } from '../opinion.js';
import { condenseReports, summarizeReports } from '../reports.js';
import { scoringOfReports } from '../score.js';
import { judge, type Verdict } from '../verdict.js';
import { attackCost, FRESH_WEIGHT, MOST_ACCOUNTS, oppositeOf, type FreshReports } from './attack-cost.js';
import { roomFor } from './heard-reports.js';
import { withNewcomers } from './newcomers.js';

const NOON = 12;

/** So long each of them says they talked, where they speak for the number. */
const TALKED_MS = 120_000;

const claim = (talked: boolean): CallFacts =>
  ({ callerId: 0, direction: INCOMING, outcome: OUTCOMES.indexOf(talked ? 'answered' : 'rejected'), durationMs: talked ? TALKED_MS : undefined, localHour: NOON });

/** What fresh accounts claim where each claims one call: that it was turned away, or that they talked. */
const CLAIMED = { spam: claim(false), not_spam: claim(true), unsure: claim(false) } as const;

/** That many such calls of that many accounts. */
function claimedCalls({ label, count }: FreshReports, atMs: number): Seen {
  const caller = emptyCaller();
  addCall(caller, { occurredAtMs: atMs, call: CLAIMED[label] });
  const times = (counts: readonly number[]): number[] => counts.map((each) => each * count);
  const { made, durations, hours, timedAnswered, answeredMs, timed } = caller;
  return { users: count, caller: { ...caller, made: times(made), durations: times(durations), hours: times(hours), timedAnswered: timedAnswered * count, answeredMs: answeredMs * count, timed: timed * count } };
}

/** How such facts are judged, and how many accounts that come now would still count with the number as anybody does. */
export interface Attacked {
  /** What the model says of the number as it is: reports are none of its features. */
  readonly opinion: Opinion | undefined;
  /** What it would say of other calls. */
  readonly opinionOn: (evidence: Evidence) => Opinion | undefined;
  readonly places: number;
}

/** The number after so many more calls, and what the model says of it then. */
interface Called {
  readonly evidence: Evidence;
  readonly opinion: Opinion | undefined;
}

/** `work` of each whole number, done once. */
function remembered<T>(work: (count: number) => T): (count: number) => T {
  const done = new Map<number, T>();
  return (count) => {
    const known = done.get(count);
    if (known !== undefined) return known;
    const made = work(count);
    done.set(count, made);
    return made;
  };
}

/** The number once that many of the accounts have had a call that counts as anybody's does. */
function afterCalls(known: Facts, { opinion, opinionOn }: Attacked, { label, count }: FreshReports): Called {
  if (count === 0) return { evidence: evidenceOf(known), opinion };
  const evidence = evidenceOf({ ...withNewCalls(known, CLAIMED[label], { count }), users: known.users + count });
  return { evidence, opinion: opinionOn(evidence) };
}

/**
 * `attackCost` of the verdict on these facts, by words or by calls and words, whichever is cheaper: calls alone change nothing that they don't
 * change with words. A million reports cost as much as one: they are summed up once, not for every attack thought of, and no more of them are
 * heard than would be read. Of the calls it is granted that the platform passed them on; the first `places` of them count as anybody's, the
 * others as newcomers'.
 */
export function verdictAttackCost(facts: Facts, verdict: Verdict, attacked: Attacked): number | null {
  const label = oppositeOf(verdict);
  if (label === undefined) return null;
  const { asOfMs } = facts;
  const { places } = attacked;
  const heard = roomFor(facts.reports, FRESH_WEIGHT, asOfMs);
  const known = { ...facts, reports: condenseReports(facts.reports, asOfMs) };
  const scoring = scoringOfReports();
  const counted = remembered((count) => afterCalls(known, attacked, { label, count }));
  const called = (count: number): Called => {
    const first = counted(Math.min(count, places));
    return count <= places ? first : { ...first, evidence: withNewcomers(first.evidence, claimedCalls({ label, count: count - places }, asOfMs)) };
  };
  const flipsAfter = ({ evidence, opinion }: Called, count: number): boolean => {
    const more = { label, count: Math.min(count, heard), reportedMs: asOfMs, weight: FRESH_WEIGHT };
    return judge({ ...evidence, reports: summarizeReports([...known.reports, more], asOfMs) }, opinion, scoring).verdict !== verdict;
  };
  const words = attackCost((count) => flipsAfter(counted(0), count));
  // Calls cost more to think of than words do, and matter where fewer accounts do with them.
  return attackCost((count) => flipsAfter(called(count), count), { oneByOne: places, most: words === null ? MOST_ACCOUNTS : words - 1 }) ?? words;
}
