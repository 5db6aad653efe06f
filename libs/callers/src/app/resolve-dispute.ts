import { AppError, type Clock } from '#kernel';
import type { Keyring } from '#privacy';
import { newEventId, type EventLog } from '#realtime';
import { EVENT_KINDS, PLATFORM_USER, type NewEvent } from '#realtime/core';
import type { DisputeOutcome } from '../core/index.js';
import type { CallerDisputes, DisputeCase } from './caller-disputes.js';
import { sealDetails } from './open-dispute-facts.js';

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

/** Decides a dispute as a fact in the log, and with it any other that was opened for the same number before the first was known of. */
export class ResolveDispute {
  constructor(
    private readonly disputes: CallerDisputes,
    private readonly log: EventLog,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /** Resolves with the moment of the decision. @throws AppError `dispute_unknown`, `dispute_resolved` */
  async execute(id: string, decision: Decision): Promise<number> {
    const dispute = await knownDispute(this.disputes, id);
    if (dispute.outcome !== undefined) throw new AppError('dispute_resolved', 'conflict', 'this dispute has been decided already');
    const open = (await this.disputes.of(dispute.callerId)).filter(({ outcome }) => outcome === undefined);
    const now = this.clock.now();
    await this.log.append(open.map((each) => this.fact(each.id, dispute.callerId, now, decision)));
    return now;
  }

  private fact(disputeId: string, subjectId: number, occurredAtMs: number, decision: Decision): NewEvent {
    const details = sealDetails({ fact: 'resolved', disputeId, ...decision }, this.keyring);
    return { eventId: newEventId(), kind: EVENT_KINDS.dispute, userId: PLATFORM_USER, subjectId, occurredAtMs, details };
  }
}
