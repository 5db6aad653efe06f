import { ListEntries, VerdictsNow, type ListedEntry } from '#callers';
import type { Verdict } from '#callers/core';
import { AppError, DAY_MS, ZoneClock } from '#kernel';
import { maskPhone } from '#privacy';
import { GetPreferences, GetUserProfile, UserHours, UserRules, type UserHour } from '#profiles';
import type { Proposal, UserSituation } from '../core/index.js';
import type { CallForesight } from './call-foresight.js';
import { foreseeDay } from './foresee-day.js';
import type { UserFigures } from './user-figures.js';

const HOUR_MS = 3_600_000;
export const LOOKED_AT_DAYS = 30;
const HOURS_A_DAY = 24;
const SHUNNED: ReadonlySet<Verdict> = new Set(['spam', 'suspicious']);

/** Where the situation of a user is read from. */
export interface SituationSources {
  readonly profiles: GetUserProfile;
  readonly preferences: GetPreferences;
  readonly rules: UserRules;
  readonly entries: ListEntries;
  readonly hours: UserHours;
  readonly figures: UserFigures;
  readonly foresight: CallForesight;
  readonly verdicts: Pick<VerdictsNow, 'of'>;
}

function proposalOf({ id, phoneNumber, state, kind, source, reason }: ListedEntry): Proposal[] {
  return source === 'learned' ? [{ entryId: id, number: phoneNumber, shownNumber: maskPhone(phoneNumber), state, kind, reason: reason.code }] : [];
}

/** Puts together what advice for a user rests on. */
export class GatherSituation {
  private readonly clock = new ZoneClock();

  constructor(private readonly sources: SituationSources) {}

  /** Undefined where nothing was ever seen of the user. */
  async execute(user: string, userId: number, nowMs: number): Promise<UserSituation | undefined> {
    const { rules, preferences, entries, figures, hours, foresight } = this.sources;
    const sinceMs = nowMs - LOOKED_AT_DAYS * DAY_MS;
    const profile = await this.profileOf(user, nowMs);
    if (profile === undefined) return undefined;
    const [chosen, standing, listed, lately, securityEvents, missedContacts] = await Promise.all([
      preferences.execute(userId), rules.get(user), entries.execute(user, { state: 'all', afterId: undefined, asOfMs: nowMs }),
      hours.between(userId, Math.floor(sinceMs / HOUR_MS), Math.floor(nowMs / HOUR_MS) + 1), figures.securityEvents(userId, sinceMs, nowMs), this.missedContacts(userId, sinceMs, nowMs),
    ]);
    const sum = (figure: (hour: UserHour) => number): number => lately.reduce((total, hour) => total + figure(hour), 0);
    const incomingByHour = this.byHour(lately, chosen.timezone, ({ incoming }) => incoming);
    const foreseen = await foreseeDay(foresight, { userId, nowMs, callsByHour: incomingByHour, localHour: (atMs) => this.clock.localHour(chosen.timezone, atMs) });
    return {
      strategy: chosen.whitelistStrategy, language: chosen.language, shareAnalytics: chosen.shareAnalytics,
      rules: standing, spam: { calls: profile.calls.spam, incoming: profile.calls.incoming },
      incoming: sum(({ incoming }) => incoming), answered: sum(({ answered }) => answered), aiHandled: sum(({ aiHandled }) => aiHandled), securityEvents,
      byHour: { incoming: incomingByHour, answered: this.byHour(lately, chosen.timezone, ({ answered }) => answered) },
      proposals: (listed?.items ?? []).flatMap(proposalOf), missedContacts, foreseen,
    };
  }

  /** Without those that the service calls spam or suspicious: nobody shall be told to call them back. */
  private async missedContacts(userId: number, sinceMs: number, nowMs: number): Promise<UserSituation['missedContacts']> {
    const missed = await this.sources.figures.missedContacts(userId, sinceMs, nowMs);
    const verdicts = await this.sources.verdicts.of(missed.map(({ callerId }) => callerId), nowMs);
    const trusted = missed.filter(({ callerId }) => !SHUNNED.has(verdicts.get(callerId) as Verdict));
    return { numbers: trusted.length, calls: trusted.reduce((sum, each) => sum + each.missed, 0) };
  }

  private async profileOf(user: string, nowMs: number): Promise<Awaited<ReturnType<GetUserProfile['execute']>> | undefined> {
    try {
      return await this.sources.profiles.execute(user, nowMs);
    } catch (error) {
      if (error instanceof AppError && error.code === 'user_unknown') return undefined;
      throw error;
    }
  }

  private byHour(hours: readonly UserHour[], zone: string, figure: (hour: UserHour) => number): number[] {
    const counts = new Array<number>(HOURS_A_DAY).fill(0);
    for (const each of hours) {
      const at = this.clock.localHour(zone, each.hour * HOUR_MS);
      counts[at] = (counts[at] ?? 0) + figure(each);
    }
    return counts;
  }
}
