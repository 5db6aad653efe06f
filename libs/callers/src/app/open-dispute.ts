import { DAY_MS, type Clock } from '#kernel';
import type { E164, Identities, Keyring } from '#privacy';
import { idempotentEventId, type EventHistory, type EventLog, type IdempotentActs } from '#realtime';
import { EVENT_KINDS, PLATFORM_USER, type StoredEvent } from '#realtime/core';
import { foldDisputes, openDispute, type Dispute } from '../core/index.js';
import { disputesIn, openedBy, sealDetails } from './open-dispute-facts.js';

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

/**
 * Opens a dispute as a fact in the log; the fold suspends the crowd's part a moment later. What stands is read from the log itself, which
 * never lags, and the id is that of the number's next dispute: of openings at once the log keeps the first, and all answers are that one.
 */
export class OpenDispute {
  constructor(
    private readonly identities: Identities,
    private readonly history: EventHistory,
    private readonly log: EventLog,
    private readonly keyring: Keyring,
    private readonly acts: IdempotentActs,
    private readonly terms: { readonly clock: Clock; readonly deadlineDays: () => number },
  ) {}

  /** The dispute of this key, else the one that is open for the number, else a new one. @throws AppError `idempotency_key_reused` */
  async execute(number: E164, { userId, reason, contact }: Objection, { subject, key }: Objector): Promise<Dispute> {
    const act = this.acts.idOf(key, ['dispute', subject, number]);
    await this.acts.claim(act, JSON.stringify([userId, reason, contact]));
    const [[caller], [user]] = await Promise.all([this.identities.registerPhones([number]), userId === undefined ? [PLATFORM_USER] : this.identities.registerUsers([userId])]);
    const about = caller as number;
    const events = await this.history.ofKind(about, EVENT_KINDS.dispute);
    const known = this.disputes(events);
    const same = act === undefined ? undefined : openedBy(act, events, this.keyring);
    const already = known.find(({ id }) => id === same) ?? openDispute(known);
    if (already !== undefined) return already;
    const eventId = idempotentEventId(this.keyring, ['dispute', about, known.length]);
    const openedMs = this.terms.clock.now();
    const opened = { id: eventId, openedMs, deadlineMs: openedMs + this.terms.deadlineDays() * DAY_MS };
    const details = sealDetails({ fact: 'opened', deadlineMs: opened.deadlineMs, reason, contact, act }, this.keyring);
    await this.log.append([{ eventId, kind: EVENT_KINDS.dispute, userId: user ?? PLATFORM_USER, subjectId: about, occurredAtMs: openedMs, details }]);
    return this.disputes(await this.history.ofKind(about, EVENT_KINDS.dispute)).find(({ id }) => id === eventId) ?? opened;
  }

  private disputes(events: readonly StoredEvent[]): Dispute[] {
    return foldDisputes(disputesIn(events, this.keyring));
  }
}
