import { STANDINGS, type Dispute, type DisputeOutcome, type Objector } from './dispute.js';

/** So many who join a dispute are kept, those with most standing and then the first. */
export const JOINERS_KEPT = 20;

interface DisputeEvent {
  readonly disputeId: string;
  readonly callerId: number;
  readonly eventId: string;
  readonly atMs: number;
}

export interface DisputeOpening extends DisputeEvent {
  readonly fact: 'opened';
  readonly deadlineMs: number;
  readonly by: Objector;
}

/** Somebody else's objection, or other words of the same user, while the dispute is open. */
export interface DisputeJoin extends DisputeEvent {
  readonly fact: 'joined';
  readonly by: Objector;
}

export interface DisputeDecision extends DisputeEvent {
  readonly fact: 'resolved';
  readonly outcome: DisputeOutcome;
}

/** What the log says of a dispute: an opening, who joined, and perhaps a decision, in any order. */
export type DisputeFact = DisputeOpening | DisputeJoin | DisputeDecision;

const isEarlier = (left: DisputeEvent, right: DisputeEvent): boolean => (left.atMs === right.atMs ? left.eventId < right.eventId : left.atMs < right.atMs);

/** The first decision on each dispute; of two moderators who decide at once the first is heard, equal times are settled by id. */
export function firstDecisions(facts: readonly DisputeFact[]): DisputeDecision[] {
  const kept = new Map<string, DisputeDecision>();
  for (const fact of facts) {
    if (fact.fact !== 'resolved') continue;
    const other = kept.get(fact.disputeId);
    if (other === undefined || isEarlier(fact, other)) kept.set(fact.disputeId, fact);
  }
  return [...kept.values()];
}

export function openings(facts: readonly DisputeFact[]): DisputeOpening[] {
  return facts.filter((fact) => fact.fact === 'opened');
}

export function joins(facts: readonly DisputeFact[]): DisputeJoin[] {
  return facts.filter((fact) => fact.fact === 'joined');
}

/** Those who joined, as they are heard: by standing, then by time and id. Any order of the same facts gives the same. */
function keptJoins(facts: readonly DisputeFact[]): Map<string, DisputeJoin[]> {
  const rank = ({ by }: DisputeJoin): number => STANDINGS.indexOf(by.standing);
  const sorted = joins(facts).sort((left, right) => rank(left) - rank(right) || (isEarlier(left, right) ? -1 : 1));
  const kept = new Map<string, DisputeJoin[]>();
  for (const join of sorted) {
    const others = kept.get(join.disputeId) ?? [];
    if (others.length < JOINERS_KEPT) kept.set(join.disputeId, [...others, join]);
  }
  return kept;
}

/** The disputes that `facts` amount to, whatever their order; a decision or joiner without the opening is none. */
export function foldDisputes(facts: readonly DisputeFact[]): Dispute[] {
  const decisions = new Map(firstDecisions(facts).map((decision) => [decision.disputeId, decision]));
  const joined = keptJoins(facts);
  return openings(facts).map(({ disputeId, atMs, deadlineMs, by }) => {
    const decision = decisions.get(disputeId);
    const objectors = [by, ...(joined.get(disputeId) ?? []).map((join) => join.by)];
    return { id: disputeId, openedMs: atMs, deadlineMs, resolvedMs: decision?.atMs, outcome: decision?.outcome, objectors };
  });
}
