import { DAY_MS, type Clock } from '#kernel';
import type { Settings } from '#platform/config';
import type { E164, Identities, Keyring } from '#privacy';
import { checkIdempotencyKey, idempotentEventId, newEventId, type EventLog } from '#realtime';
import { EVENT_KINDS, PLATFORM_USER } from '#realtime/core';
import { openDispute, type Dispute } from '../core/index.js';
import type { CallerDisputes } from './caller-disputes.js';
import { sealDetails } from './open-dispute-facts.js';

/** What the holder of a number, or someone on their behalf, says against what users report of it. */
export interface Objection {
  readonly userId: string | undefined;
  readonly reason: string;
  readonly contact?: string | undefined;
}

/** Who objects, and the key under which objecting again is the same act. */
export interface Objector {
  readonly subject: string;
  readonly key: string | undefined;
}

/** Opens a dispute as a fact in the log; the fold suspends the crowd's part a moment later. */
export class OpenDispute {
  constructor(
    private readonly identities: Identities,
    private readonly disputes: CallerDisputes,
    private readonly log: EventLog,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** The dispute of this key, else the one that is open for the number, else a new one. */
  async execute(number: E164, { userId, reason, contact }: Objection, { subject, key }: Objector): Promise<Dispute> {
    checkIdempotencyKey(key);
    const [[caller], [user]] = await Promise.all([this.identities.registerPhones([number]), userId === undefined ? [PLATFORM_USER] : this.identities.registerUsers([userId])]);
    const id = key === undefined ? newEventId() : idempotentEventId(this.keyring, ['dispute', subject, number, key]);
    const known = await this.disputes.of(caller as number);
    const already = known.find((dispute) => dispute.id === id) ?? openDispute(known);
    if (already !== undefined) return already;
    const openedMs = this.clock.now();
    const deadlineMs = openedMs + this.settings.env.DISPUTE_DEADLINE_DAYS * DAY_MS;
    const details = sealDetails({ fact: 'opened', deadlineMs, reason, contact }, this.keyring);
    await this.log.append([{ eventId: id, kind: EVENT_KINDS.dispute, userId: user ?? PLATFORM_USER, subjectId: caller, occurredAtMs: openedMs, details }]);
    return { id, openedMs, deadlineMs };
  }
}
