import type { Dispute, DisputeOutcome } from './dispute.js';

interface DisputeEvent {
  readonly disputeId: string;
  readonly callerId: number;
  readonly eventId: string;
  readonly atMs: number;
}

export interface DisputeOpening extends DisputeEvent {
  readonly fact: 'opened';
  readonly deadlineMs: number;
}

export interface DisputeDecision extends DisputeEvent {
  readonly fact: 'resolved';
  readonly outcome: DisputeOutcome;
}

/** What the log says of a dispute: an opening, and perhaps a decision, in any order. */
export type DisputeFact = DisputeOpening | DisputeDecision;

const isEarlier = (left: DisputeDecision, right: DisputeDecision): boolean => (left.atMs === right.atMs ? left.eventId < right.eventId : left.atMs < right.atMs);

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

/** The disputes that `facts` amount to, whatever their order; a decision without its opening is none. */
export function foldDisputes(facts: readonly DisputeFact[]): Dispute[] {
  const decisions = new Map(firstDecisions(facts).map((decision) => [decision.disputeId, decision]));
  return openings(facts).map(({ disputeId, atMs, deadlineMs }) => {
    const decision = decisions.get(disputeId);
    return { id: disputeId, openedMs: atMs, deadlineMs, resolvedMs: decision?.atMs, outcome: decision?.outcome };
  });
}
