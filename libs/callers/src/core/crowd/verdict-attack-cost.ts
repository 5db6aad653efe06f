import { INCOMING, OUTCOMES, type CallFacts } from '#realtime/core';
import { addCall, emptyCaller } from '../caller-state.js';
import { withNewCalls } from '../counterfactual/new-calls.js';
import { evidenceOf, type Evidence, type Facts, type Seen } from '../evidence.js';
import type { Opinion } from '../opinion.js';
import { condenseReports } from '../reports.js';
import { scoringOfReports } from '../score.js';
import { judge, type Verdict } from '../verdict.js';
import { attackCost, FRESH_WEIGHT, type FreshReports } from './attack-cost.js';
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

/** The facts once each of these accounts has had its call: the first `places` count as anybody's, the others as newcomers'. */
function called(facts: Facts, { label, count }: FreshReports, places: number): Facts {
  const counting = Math.min(count, places);
  const known = counting === 0 ? facts : { ...withNewCalls(facts, CLAIMED[label], { count: counting }), users: facts.users + counting };
  return counting === count ? known : withNewcomers(known, claimedCalls({ label, count: count - counting }, facts.asOfMs));
}

/** How such facts are judged, and how many accounts that come now would still count with the number as anybody does. */
export interface Attacked {
  readonly opinionOn: (evidence: Evidence) => Opinion | undefined;
  readonly places: number;
}

const cheapest = (costs: readonly (number | null)[]): number | null => costs.reduce((least, cost) => (least === null || cost === null ? (least ?? cost) : Math.min(least, cost)), null);

/**
 * `attackCost` of the verdict on these facts, by words, by calls or by both, whichever is cheapest. A million reports cost as much as one: they are
 * summed up once, not for every attack thought of, and no more of them are heard than would be read. Of the calls it is granted that the platform passed them on.
 */
export function verdictAttackCost(facts: Facts, verdict: Verdict, { opinionOn, places }: Attacked): number | null {
  const { asOfMs } = facts;
  const heard = roomFor(facts.reports, FRESH_WEIGHT, asOfMs);
  const known = { ...facts, reports: condenseReports(facts.reports, asOfMs) };
  const scoring = scoringOfReports();
  const judged = (changed: Facts): Verdict => {
    const evidence = evidenceOf(changed);
    return judge(evidence, opinionOn(evidence), scoring).verdict;
  };
  const said = (to: Facts, { label, count }: FreshReports): Facts => ({ ...to, reports: [...to.reports, { label, count: Math.min(count, heard), reportedMs: asOfMs, weight: FRESH_WEIGHT }] });
  return cheapest([
    attackCost(verdict, (fresh) => judged(said(known, fresh)), places),
    attackCost(verdict, (fresh) => judged(called(known, fresh, places)), places),
    attackCost(verdict, (fresh) => judged(said(called(known, fresh, places), fresh)), places),
  ]);
}
