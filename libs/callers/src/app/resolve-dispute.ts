import { AppError, type Clock } from '#kernel';
import type { Keyring } from '#privacy';
import { idempotentEventId, type EventHistory, type EventLog } from '#realtime';
import { EVENT_KINDS, PLATFORM_USER, type NewEvent, type StoredEvent } from '#realtime/core';
import { firstDecisions, type DisputeDecision, type DisputeOutcome } from '../core/index.js';
import type { CallerDisputes, DisputeCase } from './caller-disputes.js';
import { disputesIn, openDetails, sealDetails, type DecisionDetails } from './open-dispute-facts.js';

export interface Decision {
  readonly outcome: DisputeOutcome;
  readonly note: string;
  /** The subject of the moderator's token; sealed. */
  readonly by: string;
}

export function unknownDispute(): AppError {
  return new AppError('dispute_unknown', 'not-found', 'no dispute has this id');
}

/** @throws AppError `dispute_unknown` */
export async function knownDispute(disputes: CallerDisputes, id: string): Promise<DisputeCase> {
  const found = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? await disputes.find(id) : undefined;
  if (found === undefined) throw unknownDispute();
  return found;
}

function decidedAlready(): AppError {
  return new AppError('dispute_resolved', 'conflict', 'this dispute has been decided already');
}

/**
 * Decides a dispute as a fact in the log, and with it any other of the same number that is open. The id of a decision is that of its
 * dispute, so of decisions at once the log keeps the first; whoever decided otherwise is told so.
 */
export class ResolveDispute {
  constructor(
    private readonly disputes: CallerDisputes,
    private readonly history: EventHistory,
    private readonly log: EventLog,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /** Resolves with the moment of the decision that stands. @throws AppError `dispute_unknown`, `dispute_resolved` */
  async execute(id: string, decision: Decision): Promise<number> {
    const dispute = await knownDispute(this.disputes, id);
    if (dispute.outcome !== undefined) throw decidedAlready();
    const open = (await this.disputes.of(dispute.callerId)).filter(({ outcome }) => outcome === undefined);
    const now = this.clock.now();
    await this.log.append(open.map((each) => this.fact(each.id, dispute.callerId, now, decision)));
    return this.standing(dispute, decision);
  }

  private async standing({ id, callerId }: DisputeCase, { outcome, note }: Decision): Promise<number> {
    const events = await this.history.ofKind(callerId, EVENT_KINDS.dispute);
    const stands = firstDecisions(disputesIn(events, this.keyring)).find(({ disputeId }) => disputeId === id) as DisputeDecision;
    const { details = new Uint8Array() } = events.find(({ eventId }) => eventId === stands.eventId) as StoredEvent;
    if (stands.outcome !== outcome || openDetails<DecisionDetails>(details, this.keyring).note !== note) throw decidedAlready();
    return stands.atMs;
  }

  private fact(disputeId: string, subjectId: number, occurredAtMs: number, decision: Decision): NewEvent {
    const details = sealDetails({ fact: 'resolved', disputeId, ...decision }, this.keyring);
    return { eventId: idempotentEventId(this.keyring, ['dispute-decision', disputeId]), kind: EVENT_KINDS.dispute, userId: PLATFORM_USER, subjectId, occurredAtMs, details };
  }
}
