import { AppError, ZoneClock, type Clock } from '#kernel';
import type { Keyring } from '#privacy';
import { labelsIn, type CallsByUser, type EventHistory, type UserCall, type UserZones } from '#realtime';
import { isCall, PLATFORM_USER, WITHHELD_CALLER } from '#realtime/core';
import { addCall, categoryBefore, emptyHistory, MOST_USER_CALLS, NewestCalls, summariseCaller, userVectorAt, type CallerKnown } from '../../core/index.js';
import type { NumbersKnown } from './numbers-known.js';

const MOST_EVENTS = 100_000;
const UNHEARD: CallerKnown = { caller: undefined, category: undefined };

/** A user at a moment, with the calls they are known by. */
export interface UserMoment {
  /** Undefined for one never seen. */
  readonly userId: number | undefined;
  readonly atMs: number;
  /** Whether that was the present when it was asked about: time goes on while the answer is looked up. */
  readonly isNow: boolean;
  /** The newest first. */
  readonly calls: readonly UserCall[];
  readonly localHour: number;
}

interface Sources {
  readonly calls: CallsByUser;
  readonly numbers: NumbersKnown;
  readonly history: Pick<EventHistory, 'ofSubject'>;
  readonly zones: UserZones;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

/**
 * The features of `user_at_call` for calls that ring now, or rang at an earlier moment: the very ones that training gives them once they are history.
 * Of the user, the newest calls are read; of numbers, what is stored of now, and their events for an earlier moment.
 */
export class LiveFeatures {
  private readonly zoneClock = new ZoneClock();

  constructor(private readonly sources: Sources) {}

  /** @param isNow whether `atMs` is what the clock said when the request came */
  async momentOf(userId: number | undefined, atMs: number, isNow: boolean): Promise<UserMoment> {
    const { calls, zones } = this.sources;
    const [newest, [zone]] = await Promise.all([userId === undefined ? [] : calls.newest(userId, atMs, MOST_USER_CALLS), zones.zonesOf([userId ?? PLATFORM_USER])]);
    return { userId, atMs, isNow, calls: newest, localHour: this.zoneClock.localHour(zone as string, atMs) };
  }

  /**
   * A vector for each of the numbers that may call the user then; undefined stands for one that nobody has heard of.
   * @throws AppError `as_of_too_large` at an earlier moment, of a number with more than 100,000 events
   */
  async vectors({ atMs, isNow, calls, localHour }: UserMoment, callerIds: readonly (number | undefined)[]): Promise<Float64Array[]> {
    const heard = callerIds.filter((id) => id !== undefined);
    const known = await (isNow ? this.knownNow(heard) : this.knownBefore(heard, atMs));
    const newest = new NewestCalls();
    for (const call of calls.toReversed()) newest.add(call);
    return callerIds.map((id = WITHHELD_CALLER) => userVectorAt(newest.history, { occurredAtMs: atMs, call: { callerId: id, localHour } }, known.get(id) ?? UNHEARD));
  }

  private async knownNow(callerIds: readonly number[]): Promise<ReadonlyMap<number, CallerKnown>> {
    return callerIds.length === 0 ? new Map() : this.sources.numbers.now(callerIds);
  }

  private async knownBefore(callerIds: readonly number[], atMs: number): Promise<ReadonlyMap<number, CallerKnown>> {
    const nowMs = this.sources.clock.now();
    const then = new Map<number, CallerKnown>();
    for (const id of new Set(callerIds)) then.set(id, await this.knownThen(id, atMs, nowMs));
    return then;
  }

  private async knownThen(callerId: number, atMs: number, nowMs: number): Promise<CallerKnown> {
    const { history, keyring } = this.sources;
    const events = await history.ofSubject(callerId, nowMs, MOST_EVENTS + 1);
    if (events.length > MOST_EVENTS) throw new AppError('as_of_too_large', 'invalid', `an earlier moment is answered for numbers with up to ${MOST_EVENTS} events; this one has more`);
    const heard = emptyHistory();
    for (const event of events) if (isCall(event) && event.occurredAtMs + (event.call.durationMs ?? 0) < atMs) addCall(heard, event);
    return { caller: summariseCaller(heard.caller, heard.relations.size), category: categoryBefore(labelsIn(events, keyring))(atMs) };
  }
}
