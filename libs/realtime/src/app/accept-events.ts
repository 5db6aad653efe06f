import type { Clock, FieldError } from '#kernel';
import { ZoneClock } from '#kernel';
import { inTurns } from '#platform/process';
import { WITHHELD, type Identities, type Keyring, type E164 } from '#privacy';
import { EVENT_KINDS, PLATFORM_USER, WITHHELD_CALLER, type CallFacts, type EventKindCode, type NewEvent } from '../core/index.js';
import type { EventLog } from './event-log.js';
import type { CheckedEvent, EventCheck } from './event-check.js';
import type { MetricNames } from './metric-names.js';
import type { Newcomers } from './newcomers.js';
import type { UserZones } from './user-zones.js';

/** One candidate event as it came off the wire, or why it is not even JSON. */
export type Candidate = { readonly value: unknown } | { readonly fault: string };

export interface Rejection {
  readonly index: number;
  readonly code: 'event_invalid';
  readonly errors: readonly FieldError[];
}

/** Of a request: whether nobody but their user says that its events happened, and what must have happened before any is kept. */
export interface Circumstances {
  readonly claimed?: boolean;
  readonly before?: () => Promise<void>;
}

/** A good candidate and its place among all. */
interface Indexed { readonly index: number; readonly checked: CheckedEvent }

export interface Acceptance {
  readonly accepted: number;
  readonly rejected: readonly Rejection[];
}

/** Who is in some events: users of those that name one, in order, and the number of each, undefined where it is withheld or there is none. */
interface Registered {
  readonly users: readonly number[];
  readonly callerIds: readonly (number | undefined)[];
}

/** Takes candidates, keeps the good ones in the log and names the bad ones by index. */
export class AcceptEvents {
  private readonly zoneClock = new ZoneClock();

  constructor(
    private readonly check: EventCheck,
    private readonly identities: Identities,
    private readonly known: { readonly zones: UserZones; readonly newcomers: Newcomers; readonly metricNames: MetricNames },
    private readonly log: EventLog,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /**
   * Resolves once every good candidate is durable.
   * @param idFor makes the id of the candidate at an index that brings none.
   */
  async execute(candidates: readonly Candidate[], idFor: (index: number) => string, { claimed = false, before }: Circumstances = {}): Promise<Acceptance> {
    const checkedOnes: Indexed[] = [];
    const rejected: Rejection[] = [];
    const now = this.clock.now();
    await inTurns(candidates, (candidate, index) => {
      const checked = 'fault' in candidate ? [{ path: '', message: candidate.fault }] : this.check.check(candidate.value, now);
      if (isFaulty(checked)) rejected.push({ index, code: 'event_invalid', errors: checked });
      else checkedOnes.push({ index, checked });
    });
    const good = await this.withRoom(checkedOnes, rejected);
    if (good.length === 0) return { accepted: 0, rejected };
    await before?.();
    const ids = good.map(({ index, checked }) => checked.eventId ?? idFor(index));
    await this.log.append(await this.identify(good.map(({ checked }) => checked), ids, claimed));
    return { accepted: good.length, rejected };
  }

  /** Those that are no metrics of new names beyond the most there may be; the others join the rejected. */
  private async withRoom(events: readonly Indexed[], rejected: Rejection[]): Promise<readonly Indexed[]> {
    const names = new Set<string>();
    for (const { checked } of events) if (checked.metricName !== undefined) names.add(checked.metricName);
    if (names.size === 0) return events;
    const { metricNames } = this.known;
    const refused = await metricNames.refused(names);
    if (refused.size === 0) return events;
    const isRefused = ({ checked }: Indexed): boolean => checked.metricName !== undefined && refused.has(checked.metricName);
    const errors = [{ path: 'name', message: `would be one more than the ${metricNames.most} names that metrics may have` }];
    rejected.push(...events.filter(isRefused).map(({ index }): Rejection => ({ index, code: 'event_invalid', errors })));
    rejected.sort((one, other) => one.index - other.index);
    return events.filter((event) => !isRefused(event));
  }

  private async identify(events: readonly CheckedEvent[], ids: readonly string[], claimed: boolean): Promise<NewEvent[]> {
    const names: string[] = [];
    const numbers: E164[] = [];
    for (const { userId, call } of events) {
      if (userId !== undefined) names.push(userId);
      if (call !== undefined && call.caller !== WITHHELD) numbers.push(call.caller);
    }
    const [users, callers] = await Promise.all([this.identities.registerUsers(names), this.identities.registerPhones(numbers)]);
    const zones = await this.known.zones.zonesOf(users);
    let named = 0;
    const callerIds = events.map(({ call }) => (call === undefined || call.caller === WITHHELD ? undefined : (callers[named++] as number)));
    const calls = await this.callKinds(events, { users, callerIds }, claimed);
    let user = 0;
    const stored: NewEvent[] = [];
    await inTurns(events, ({ type, userId, occurredAtMs, call, details }, index) => {
      const at = userId === undefined ? -1 : user++;
      stored.push({
        eventId: ids[index] as string,
        kind: call === undefined ? EVENT_KINDS[type] : (calls[at] as EventKindCode),
        userId: users[at] ?? PLATFORM_USER,
        occurredAtMs,
        call: call && this.callFacts(call, callerIds[index] ?? WITHHELD_CALLER, this.zoneClock.localHour(zones[at] as string, occurredAtMs)),
        details: details === undefined ? undefined : this.keyring.seal('details', details),
      });
    });
    return stored;
  }

  /** What kind of calls those of the users are, in the order of the users. */
  private async callKinds(events: readonly CheckedEvent[], { users, callerIds }: Registered, claimed: boolean): Promise<EventKindCode[]> {
    if (claimed) return users.map(() => EVENT_KINDS.claim);
    const named = events.map(({ userId, occurredAtMs }, at) => ({ isNamed: userId !== undefined, occurredAtMs, callerId: callerIds[at] })).filter(({ isNamed }) => isNamed);
    const areNew = await this.known.newcomers.among(users.map((userId, at) => ({ userId, ...(named[at] as (typeof named)[number]) })), this.clock.now());
    return areNew.map((isNew) => (isNew ? EVENT_KINDS.newcomer : EVENT_KINDS.call));
  }

  private callFacts({ direction, outcome, durationMs }: NonNullable<CheckedEvent['call']>, callerId: number, localHour: number): CallFacts {
    return { callerId, direction, outcome, durationMs, localHour };
  }
}

function isFaulty(checked: CheckedEvent | readonly FieldError[]): checked is readonly FieldError[] {
  return Array.isArray(checked);
}
