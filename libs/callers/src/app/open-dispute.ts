import { DAY_MS, type Clock } from '#kernel';
import type { E164, Identities, Keyring } from '#privacy';
import { idempotentEventId, type EventHistory, type EventLog, type IdempotentActs } from '#realtime';
import { EVENT_KINDS, PLATFORM_USER, type StoredEvent } from '#realtime/core';
import { foldDisputes, JOINERS_KEPT, joins, openDispute, type Dispute, type Standing } from '../core/index.js';
import type { CallerDisputes } from './caller-disputes.js';
import { answerTo, disputesIn, openDetails, sealDetails, type JoinDetails, type ObjectionDetails, type OpeningDetails } from './open-dispute-facts.js';

/** What the holder of a number, or someone on their behalf, says against what users report of it. */
export interface Objection {
  readonly userId: string | undefined;
  readonly reason: string;
  readonly contact?: string | undefined;
}

/** Who sends an objection, and the key under which sending it again is the same act. */
export interface Sender {
  readonly subject: string;
  readonly key: string | undefined;
  /** Whether it is the platform, which knows its users. */
  readonly vouches: boolean;
}

/** What is said of which number by whom, as the log keeps it. */
interface Said {
  readonly about: number;
  readonly user: number;
  readonly details: ObjectionDetails & { readonly standing: Standing };
}

/** What the log is told of it. */
interface Fact {
  readonly eventId: string;
  readonly occurredAtMs: number;
  readonly details: OpeningDetails | JoinDetails;
}

/**
 * Opens a dispute as a fact in the log, or joins the one that is open; the fold suspends the crowd's part a moment later. What stands is read
 * from the log itself, which never lags, and the id is that of the number's next dispute: of openings at once the log keeps the first, and the others join.
 */
export class OpenDispute {
  constructor(
    private readonly identities: Identities,
    private readonly history: EventHistory,
    private readonly log: EventLog,
    private readonly keyring: Keyring,
    private readonly acts: IdempotentActs,
    private readonly terms: { readonly clock: Clock; readonly deadlineDays: () => number; readonly disputes: Pick<CallerDisputes, 'hadCalls'> },
  ) {}

  /** The dispute of this key, else the one that is open for the number, else a new one. @throws AppError `idempotency_key_reused` */
  async execute(number: E164, { userId, reason, contact }: Objection, { subject, key, vouches }: Sender): Promise<Dispute> {
    const act = this.acts.idOf(key, ['dispute', subject, number]);
    await this.acts.claim(act, JSON.stringify([userId, reason, contact]));
    const [[caller], [registered]] = await Promise.all([this.identities.registerPhones([number]), userId === undefined ? [PLATFORM_USER] : this.identities.registerUsers([userId])]);
    const [about, user] = [caller as number, registered ?? PLATFORM_USER];
    const events = await this.history.ofKind(about, EVENT_KINDS.dispute);
    const before = act === undefined ? undefined : await this.answered(act, events);
    if (before !== undefined) return before;
    const dispute = await this.object({ about, user, details: { reason, contact, act, standing: await this.standing(about, user, vouches) } }, events);
    // What was said before, or found no room, is not in the log.
    if (act !== undefined) await this.acts.tie(act, dispute.id);
    return dispute;
  }

  private async answered(act: string, events: readonly StoredEvent[]): Promise<Dispute | undefined> {
    const known = this.disputes(events);
    const own = answerTo(act, events, this.keyring) ?? (await this.acts.tiedTo(act, known.map(({ id }) => id)));
    return known.find(({ id }) => id === own);
  }

  private async standing(about: number, user: number, vouches: boolean): Promise<Standing> {
    if (vouches) return 'vouched';
    return (await this.terms.disputes.hadCalls(about, user)) ? 'acquainted' : 'none';
  }

  /** Joins the dispute that is open, else opens the number's next; or joins what somebody else opened at the same moment. */
  private async object(said: Said, events: readonly StoredEvent[]): Promise<Dispute> {
    const known = this.disputes(events);
    const open = openDispute(known);
    if (open !== undefined) return this.join(open, said, events);
    const eventId = idempotentEventId(this.keyring, ['dispute', said.about, known.length]);
    const openedMs = this.terms.clock.now();
    const deadlineMs = openedMs + this.terms.deadlineDays() * DAY_MS;
    await this.append(said, { eventId, occurredAtMs: openedMs, details: { fact: 'opened', deadlineMs, ...said.details } });
    const written = await this.history.ofKind(said.about, EVENT_KINDS.dispute);
    const next = this.disputes(written).find(({ id }) => id === eventId);
    if (next === undefined) return { id: eventId, openedMs, deadlineMs, objectors: [{ user: said.user, standing: said.details.standing }] };
    return next.outcome === undefined ? this.join(next, said, written) : next;
  }

  /** The same user with the same words joins once; of those of one standing no more are written than are ever kept. */
  private async join(dispute: Dispute, said: Said, events: readonly StoredEvent[]): Promise<Dispute> {
    const { user, details: { reason, contact = null, standing } } = said;
    const opening = events.find(({ eventId }) => eventId === dispute.id) as StoredEvent;
    const first = openDetails<OpeningDetails>(opening.details ?? new Uint8Array(), this.keyring);
    if (opening.userId === user && first.reason === reason && (first.contact ?? null) === contact) return dispute;
    const alike = joins(disputesIn(events, this.keyring)).filter(({ disputeId, by }) => disputeId === dispute.id && by.standing === standing);
    if (alike.length >= JOINERS_KEPT) return dispute;
    const eventId = idempotentEventId(this.keyring, ['dispute-join', dispute.id, user, JSON.stringify([reason, contact])]);
    await this.append(said, { eventId, occurredAtMs: this.terms.clock.now(), details: { fact: 'joined', disputeId: dispute.id, ...said.details } });
    return dispute;
  }

  private append({ about, user }: Said, { details, ...fact }: Fact): Promise<void> {
    return this.log.append([{ ...fact, kind: EVENT_KINDS.dispute, userId: user, subjectId: about, details: sealDetails(details, this.keyring) }]);
  }

  private disputes(events: readonly StoredEvent[]): Dispute[] {
    return foldDisputes(disputesIn(events, this.keyring));
  }
}
