import { INCOMING, OUTCOMES } from '#realtime/core';
import { addCall, emptyCaller } from '../caller-state.js';
import { evidenceOf, type Facts, type Seen } from '../evidence.js';
import type { Opinion } from '../opinion.js';
import { condenseReports } from '../reports.js';
import { scoringOfReports } from '../score.js';
import { judge, type Verdict } from '../verdict.js';
import { attackCost, FRESH_WEIGHT, type FreshReports } from './attack-cost.js';
import { withNewcomers } from './newcomers.js';

const NOON = 12;

/** So long each of them says they talked, where they speak for the number. */
const TALKED_MS = 120_000;

/** What fresh accounts claim where each claims one call: that it was turned away, or that they talked. */
function claimedCalls({ label, count }: FreshReports, atMs: number): Seen {
  const talked = label === 'not_spam';
  const caller = emptyCaller();
  addCall(caller, { occurredAtMs: atMs, call: { callerId: 0, direction: INCOMING, outcome: OUTCOMES.indexOf(talked ? 'answered' : 'rejected'), durationMs: talked ? TALKED_MS : undefined, localHour: NOON } });
  const times = (counts: readonly number[]): number[] => counts.map((each) => each * count);
  const { made, durations, hours, timedAnswered, answeredMs, timed } = caller;
  return { users: count, caller: { ...caller, made: times(made), durations: times(durations), hours: times(hours), timedAnswered: timedAnswered * count, answeredMs: answeredMs * count, timed: timed * count } };
}

const cheaper = (left: number | null, right: number | null): number | null => (left === null || right === null ? (left ?? right) : Math.min(left, right));

/**
 * `attackCost` of the verdict on these facts, by words or by calls, whichever is cheaper. A million reports cost as much as one: they are summed
 * up once, not for every attack thought of. Of the calls it is granted that the platform passed them on; what the model thinks is taken to stay.
 */
export function verdictAttackCost(facts: Facts, opinion: Opinion | undefined, verdict: Verdict): number | null {
  const { asOfMs } = facts;
  const known = { ...facts, reports: condenseReports(facts.reports, asOfMs) };
  const scoring = scoringOfReports();
  const judged = (changed: Facts): Verdict => judge(evidenceOf(changed), opinion, scoring).verdict;
  const words = attackCost(verdict, ({ label, count }) => judged({ ...known, reports: [...known.reports, { label, count, reportedMs: asOfMs, weight: FRESH_WEIGHT }] }));
  return cheaper(words, attackCost(verdict, (fresh) => judged(withNewcomers(known, claimedCalls(fresh, asOfMs)))));
}
