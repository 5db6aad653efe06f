import { DAY_MS } from '#kernel';
import type { UserChoices } from '#callers';
import { LocalDays } from '../../core/anomalies/local-days.js';
import type { UserHistory } from '../../core/patterns/user-history.js';
import type { PatternRecords } from './pattern-records.js';

/** How far back patterns look. */
export const SPAN_DAYS = 180;
const CALENDARS_KEPT = 200;

/** What a user's patterns are sought in, read from what is stored. */
export class UserHistories {
  /** A calendar keeps the offsets it looked up, so one a zone serves all. */
  private readonly calendars = new Map<string, LocalDays>();

  constructor(
    private readonly records: PatternRecords,
    private readonly choices: UserChoices,
  ) {}

  /** @param most calls, the newest of them */
  async before(userId: number, toMs: number, most: number): Promise<UserHistory> {
    const fromMs = toMs - SPAN_DAYS * DAY_MS;
    const [calls, numbers, { zone, strategy }] = await Promise.all([this.records.calls(userId, { fromMs, toMs }, most), this.records.numbers(userId, fromMs), this.choices.choicesOf(userId)]);
    return { calls, numbers, fromMs, toMs, strategy, calendar: this.calendarOf(zone) };
  }

  /** Changes whenever a call was added that had ended before the moment and is the newest. */
  newestCall(userId: number, endedBeforeMs: number): Promise<string | undefined> {
    return this.records.newestCall(userId, endedBeforeMs);
  }

  private calendarOf(zone: string): LocalDays {
    const known = this.calendars.get(zone);
    if (known !== undefined) return known;
    if (this.calendars.size >= CALENDARS_KEPT) this.calendars.clear();
    const calendar = new LocalDays(zone);
    this.calendars.set(zone, calendar);
    return calendar;
  }
}
