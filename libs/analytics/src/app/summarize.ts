import { PLATFORM_USER } from '#realtime/core';
import type { UserZones } from '#realtime';
import { customSpan, LocalTime, namedSpan, summaryOf, type NamedPeriod, type Span, type Summary } from '../core/index.js';
import type { CallRecords } from './call-records.js';

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
    private readonly records: CallRecords,
    private readonly zones: UserZones,
    private readonly platformZone: string,
  ) {}

  /** Undefined where nothing was ever seen of the user. */
  async execute({ userId, period, asOfMs, zone: asked }: SummaryAsked): Promise<Summary | undefined> {
    const zone = asked ?? (await this.zoneOf(userId));
    const time = this.timeIn(zone);
    const span = typeof period === 'string' ? namedSpan(period, asOfMs, time) : customSpan(period.fromMs, period.toMs, time);
    const record = await this.records.ofUser(userId, span, asOfMs);
    return record === undefined ? undefined : summaryOf(record, span, zone, time);
  }

  /** The span that a summary of the same question has. */
  async spanOf({ userId, period, asOfMs, zone }: SummaryAsked): Promise<Span> {
    const time = this.timeIn(zone ?? (await this.zoneOf(userId)));
    return typeof period === 'string' ? namedSpan(period, asOfMs, time) : customSpan(period.fromMs, period.toMs, time);
  }

  private async zoneOf(userId: number): Promise<string> {
    if (userId === PLATFORM_USER) return this.platformZone;
    const [zone] = await this.zones.zonesOf([userId]);
    return zone ?? this.platformZone;
  }

  /** One a zone: they keep what they looked up, and there are some hundred zones. */
  private timeIn(zone: string): LocalTime {
    const known = this.times.get(zone) ?? new LocalTime(zone);
    this.times.set(zone, known);
    return known;
  }
}
