import { AppError } from '#kernel';
import { PLATFORM_USER } from '#realtime/core';
import type { UserZones } from '#realtime';
import { customSpan, fullHour, LocalTime, namedSpan, platformRecord, summaryOf, type NamedPeriod, type Span, type Summary } from '../core/index.js';
import type { CallRecords } from './call-records.js';
import type { PlatformAnalytics } from './platform-analytics.js';

export interface SummaryAsked {
  /** Surrogate id of a user, or PLATFORM_USER for all users together. */
  readonly userId: number;
  /** A name, or from a moment up to and without another. */
  readonly period: NamedPeriod | { readonly fromMs: number; readonly toMs: number };
  /** Where a named period ends. Calls that happened by then count, also those received later. */
  readonly asOfMs: number;
  /** IANA; the user's own, or the platform's, where left out. */
  readonly zone?: string | undefined;
}

/** What happened in a period: the same answer for the page, the reports and the exports. */
export class Summarize {
  private readonly times = new Map<string, LocalTime>();

  constructor(
    private readonly sources: { readonly records: CallRecords; readonly platform: PlatformAnalytics; readonly zones: UserZones },
    private readonly platformZone: string,
  ) {}

  /** Undefined where nothing was ever seen of the user. All users together are told up to the last hour that is added up. @throws AppError `analytics_not_added_up` */
  async execute(asked: SummaryAsked): Promise<Summary | undefined> {
    const { userId, asOfMs } = asked;
    const zone = asked.zone ?? (await this.zoneOf(userId));
    const time = this.timeIn(zone);
    if (userId === PLATFORM_USER) return this.ofPlatform(asked, zone, time);
    const span = spanIn(asked, time);
    const record = await this.sources.records.ofUser(userId, span, asOfMs);
    return record === undefined ? undefined : summaryOf(record, span, zone, time);
  }

  /** The span that a summary of the same question has. */
  async spanOf(asked: SummaryAsked): Promise<Span> {
    return spanIn(asked, this.timeIn(asked.zone ?? (await this.zoneOf(asked.userId))));
  }

  private async ofPlatform({ period, asOfMs }: SummaryAsked, zone: string, time: LocalTime): Promise<Summary> {
    const { platform } = this.sources;
    const { fromMs: firstMs, untilMs } = await platform.reach();
    if (untilMs === 0) throw new AppError('analytics_not_added_up', 'unavailable', 'the calls of all users are not added up yet; that is done two minutes after each hour', { retryAfterSeconds: 60 });
    const endMs = fullHour(Math.min(asOfMs, untilMs));
    const ended = typeof period === 'string' ? period : { fromMs: Math.min(fullHour(period.fromMs), endMs), toMs: Math.min(fullHour(period.toMs), endMs) };
    const span = spanIn({ period: ended, asOfMs: endMs }, time);
    const [hours, topCallers] = await Promise.all([platform.between(span.previousFromMs, span.toMs), platform.topCallers(span)]);
    return summaryOf(platformRecord(hours, topCallers, { span, firstMs }), span, zone, time);
  }

  private async zoneOf(userId: number): Promise<string> {
    if (userId === PLATFORM_USER) return this.platformZone;
    const [zone] = await this.sources.zones.zonesOf([userId]);
    return zone ?? this.platformZone;
  }

  /** One a zone: they keep what they looked up, and there are some hundred zones. */
  private timeIn(zone: string): LocalTime {
    const known = this.times.get(zone) ?? new LocalTime(zone);
    this.times.set(zone, known);
    return known;
  }
}

function spanIn({ period, asOfMs }: Pick<SummaryAsked, 'period' | 'asOfMs'>, time: LocalTime): Span {
  return typeof period === 'string' ? namedSpan(period, asOfMs, time) : customSpan(period.fromMs, period.toMs, time);
}
