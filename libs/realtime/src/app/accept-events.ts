import type { Clock, FieldError } from '#kernel';
import { ZoneClock } from '#kernel';
import type { Identities, Keyring, E164 } from '#privacy';
import { EVENT_KINDS, PLATFORM_USER, type NewEvent } from '../core/index.js';
import type { EventLog } from './event-log.js';
import type { CheckedEvent, EventCheck } from './event-check.js';
import type { UserZones } from './user-zones.js';

/** One candidate event as it came off the wire, or why it is not even JSON. */
export type Candidate = { readonly value: unknown } | { readonly fault: string };

export interface Rejection {
  readonly index: number;
  readonly code: 'event_invalid';
  readonly errors: readonly FieldError[];
}

export interface Acceptance {
  readonly accepted: number;
  readonly rejected: readonly Rejection[];
}

/** Takes candidates, keeps the good ones in the log and names the bad ones by index. */
export class AcceptEvents {
  private readonly zoneClock = new ZoneClock();

  constructor(
    private readonly check: EventCheck,
    private readonly identities: Identities,
    private readonly zones: UserZones,
    private readonly log: EventLog,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /**
   * Resolves once every good candidate is durable.
   * @param idFor makes the id of the candidate at an index that brings none.
   */
  async execute(candidates: readonly Candidate[], idFor: (index: number) => string): Promise<Acceptance> {
    const good: CheckedEvent[] = [];
    const rejected: Rejection[] = [];
    const now = this.clock.now();
    for (const [index, candidate] of candidates.entries()) {
      const checked = 'fault' in candidate ? [{ path: '', message: candidate.fault }] : this.check.check(candidate.value, now);
      if (Array.isArray(checked)) rejected.push({ index, code: 'event_invalid', errors: checked as FieldError[] });
      else good.push({ ...(checked as CheckedEvent), eventId: (checked as CheckedEvent).eventId ?? idFor(index) });
    }
    if (good.length > 0) await this.log.append(await this.identify(good));
    return { accepted: good.length, rejected };
  }

  private async identify(events: readonly CheckedEvent[]): Promise<NewEvent[]> {
    const withUser = events.filter((event) => event.userId !== undefined);
    const calls = events.filter((event) => event.call !== undefined);
    const [userIds, callerIds] = await Promise.all([
      this.identities.registerUsers(withUser.map((event) => event.userId as string)),
      this.identities.registerPhones(calls.map((event) => event.call?.number as E164)),
    ]);
    const zones = await this.zones.zonesOf(userIds);
    let user = 0;
    let caller = 0;
    return events.map((event) => {
      const at = event.userId === undefined ? -1 : user++;
      const surrogate = at < 0 ? PLATFORM_USER : (userIds[at] as number);
      return this.asNew(event, surrogate, () => ({ callerId: callerIds[caller++] as number, zone: zones[at] as string }));
    });
  }

  private asNew(event: CheckedEvent, userId: number, callParties: () => { callerId: number; zone: string }): NewEvent {
    const head = { eventId: event.eventId as string, kind: EVENT_KINDS[event.type], userId, occurredAtMs: event.occurredAtMs };
    const details = event.details === undefined ? {} : { details: this.keyring.seal('details', event.details) };
    if (event.call === undefined) return { ...head, ...details };
    const { callerId, zone } = callParties();
    const { direction, outcome, durationMs } = event.call;
    const localHour = this.zoneClock.localHour(zone, event.occurredAtMs);
    return { ...head, ...details, call: { callerId, direction, outcome, durationMs, localHour } };
  }
}
